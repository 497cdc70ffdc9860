/** What the page does beyond reading: copy buttons, and a deep link opens the steps of its failure. */
export const script = `
'use strict';
for (const button of document.querySelectorAll('.copy')) {
  button.hidden = false;
  button.addEventListener('click', async () => {
    await navigator.clipboard.writeText(button.previousElementSibling.textContent);
    button.textContent = 'copied';
    setTimeout(() => { button.textContent = 'copy'; }, 1500);
  });
}
const reveal = () => {
  const target = document.getElementById(location.hash.slice(1));
  const details = target && target.querySelector('details');
  if (details) details.open = true;
};
addEventListener('hashchange', reveal);
reveal();
`;
