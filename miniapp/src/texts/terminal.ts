/** What a terminal says that many people use. */
export const terminalTexts = {
  leave: "退出并清除",
  still: "还在吗？",
  warning: (seconds: number) => `${seconds} 秒后将退出登录并清除本机内容`,
  unsaved: "现在没有网络，没有保存到服务器的内容会一起清除。",
  soon: (seconds: number) => `还有 ${seconds} 秒`,
  goOn: "继续办理",
  leaveNow: "现在退出",
  leaving: "正在退出并清除本机内容……",
  unreachable: "本机内容已清除。\n现在连不上服务器，恢复后自动回到首页。",
  offline: "现在没有网络。您填的内容要等联网后才会保存到服务器；离开本机时，没有保存的会被清除。",
  noFiles: "自助终端不保存文件，请在自己的手机或电脑上打开",
} as const;
