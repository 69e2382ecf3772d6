// Appended to a report by .ci/run, and run by a browser: leaves in the title what a reader would not see.
addEventListener('load', () => {
  const faults = [];
  const expect = (holds, fault) => holds || faults.push(fault);
  for (const id of ['loss', 'accuracy', 'flow', 'gradients', 'updates', 'saturated', 'clipping']) {
    const svg = document.querySelector(`figure#${id} svg`);
    expect(svg, `${id}: no picture`);
    if (!svg) continue;
    const frame = svg.getBoundingClientRect();
    expect(frame.width > 400 && frame.height > 150, `${id}: ${frame.width} × ${frame.height} pixels`);
    const texts = [...svg.querySelectorAll('text')].filter(text => text.textContent.trim());
    expect(texts.length > 5, `${id}: ${texts.length} texts`);
    for (const text of texts) {
      const box = text.getBoundingClientRect();
      expect(box.width > 0 && box.left >= frame.left - 1 && box.right <= frame.right + 1 && box.top >= frame.top - 1 && box.bottom <= frame.bottom + 1,
        `${id}: "${text.textContent}" is cut off`);
    }
  }
  const colours = new Set([...document.querySelectorAll('#gradients rect')].map(cell => getComputedStyle(cell).fill));
  expect(colours.size > 20, `gradients: ${colours.size} colours`);
  const finding = document.querySelector('#findings li.Vanishing');
  expect(finding && finding.offsetHeight > 20 && /Gradients vanish.*predicted ratio/.test(finding.innerText.replace(/\s+/g, ' ')), 'no words of vanishing gradients');
  expect(document.querySelectorAll('#layers tr').length > 40, 'no table of layers');
  expect(document.documentElement.scrollWidth <= innerWidth, 'wider than the window');
  expect(performance.getEntriesByType('resource').length === 0, 'the page fetches something');
  document.title = faults.length ? 'FAULTS ' + faults.join('; ') : 'ALL IS SHOWN';
});
