import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  canBeRead,
  contrastOf,
  inkOn,
  isColour,
  lowestContrast,
  nearestReadable,
} from './contrast.ts';

const near = (actual: number, expected: number): void =>
  assert.ok(Math.abs(actual - expected) < 0.01, `${actual}, not ${expected}`);

describe('contrast', () => {
  it('is counted as WCAG counts it', () => {
    near(contrastOf('#000000', '#ffffff'), 21);
    near(contrastOf('#ffffff', '#ffffff'), 1);
    near(contrastOf('#777777', '#ffffff'), 4.48);
    near(contrastOf('#767676', '#ffffff'), 4.54);
    near(contrastOf('#ff0000', '#ffffff'), 4);
    near(contrastOf('#ffffff', '#0000ff'), 8.59);
  });

  it('is lowest on the worst of several grounds', () => {
    near(lowestContrast('#767676', ['#ffffff', '#000000']), 4.54);
    assert.equal(canBeRead('#767676', ['#ffffff']), true);
    assert.equal(canBeRead('#767676', ['#ffffff', '#f4f5f6']), false);
  });
});

describe('the nearest shade that can be read', () => {
  const light = ['#ffffff', '#f4f5f6'];
  const dark = ['#16181b', '#202327'];

  it('is the colour itself where that can be read', () => {
    assert.equal(nearestReadable('#1a5fb4', light), '#1a5fb4');
    assert.equal(nearestReadable('#8ab8f5', dark), '#8ab8f5');
  });

  it('is darker on light grounds and lighter on dark ones, and only as much as it takes', () => {
    for (const colour of ['#ffcc00', '#ff6600', '#00c0ff', '#ffffff', '#777777']) {
      const shade = nearestReadable(colour, light);
      assert.ok(canBeRead(shade, light), shade);
      assert.ok(lowestContrast(shade, light) < 4.7, `${shade} is darker than it must be`);
    }
    for (const colour of ['#003366', '#8b0000', '#000000']) {
      const shade = nearestReadable(colour, dark);
      assert.ok(canBeRead(shade, dark), shade);
      assert.ok(lowestContrast(shade, dark) < 4.8, `${shade} is lighter than it must be`);
    }
  });
});

describe('ink on a colour', () => {
  it('can be read on every colour that can be read itself', () => {
    assert.equal(inkOn('#1a5fb4'), '#ffffff');
    assert.equal(inkOn('#8ab8f5'), '#101418');
    for (let grey = 0; grey < 256; grey++) {
      const colour = `#${grey.toString(16).padStart(2, '0').repeat(3)}`;
      const isUsed = canBeRead(colour, ['#ffffff']) || canBeRead(colour, ['#16181b']);
      if (isUsed) assert.ok(contrastOf(inkOn(colour), colour) >= 4.4, colour);
    }
  });

  it('is a colour of six digits', () => {
    for (const bad of ['#fff', 'red', '#FFFFFF', '#12345g', '#123456;}']) {
      assert.equal(isColour(bad), false, bad);
    }
  });
});
