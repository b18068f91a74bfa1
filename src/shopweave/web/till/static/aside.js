// Baskets put aside for later.

import * as store from "./store.js";

// Puts the basket aside if anything is in it, and takes another one up; a parked one leaves its place.
export async function takeUp(shop, basket) {
  shop.parked = shop.parked.filter((one) => one.basket !== basket);
  if (shop.basket.lines.length) shop.parked.push({ at: new Date().toTimeString().slice(0, 5), basket: shop.basket });
  shop.basket = basket;
  // One deed: a device switched off between two would lose the basket.
  await store.deed(["kept"], ({ kept }) => { kept.put(shop.parked, "parked"); kept.put(shop.basket, "basket"); });
}
