/// <reference types="@tarojs/taro" />
declare module "*.scss";
/** Address of the BFF without a slash at its end; "" on H5, where it is the page's own origin. */
declare const API_BASE: string;
