// Taro's templates for WeChat bind no aria-* attribute: what is not named here never reaches a screen reader.
const names = [
  "aria-role",
  "aria-label",
  "aria-hidden",
  "aria-checked",
  "aria-disabled",
  "aria-expanded",
  "aria-live",
  "aria-modal",
  "aria-current",
];
const components = ["View", "Text", "Image", "Button", "Input", "Textarea", "Picker"];

module.exports = Object.fromEntries(
  components.map((component) => [component, Object.fromEntries(names.map((name) => [name, ""]))]),
);
