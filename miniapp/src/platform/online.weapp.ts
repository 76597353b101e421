import Taro from "@tarojs/taro";

let connected = true;

export const isOnline = () => connected;

/** @returns a function that ends the watch */
export function watchOnline(tell: () => void): () => void {
  const changed = ({ isConnected }: { isConnected: boolean }) => {
    connected = isConnected;
    tell();
  };
  Taro.onNetworkStatusChange(changed);
  return () => Taro.offNetworkStatusChange(changed);
}
