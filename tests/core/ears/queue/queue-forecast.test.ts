import { describe, expect, it } from 'vitest';
import { createQueueForecast } from '#core/ears/queue/queue-forecast.ts';
import { mediaMs } from '#core/media/media-clock.ts';

describe('forecast of the wait', () => {
  it('follows the pace at which our place moves', () => {
    const forecast = createQueueForecast();
    forecast.hear(10, null, mediaMs(0));
    forecast.hear(8, null, mediaMs(120_000));
    expect(forecast.leftSeconds(mediaMs(120_000), 120_000)).toBe(480);
    expect(forecast.leftSeconds(mediaMs(180_000), 180_000)).toBe(420);
  });
  it('counts down what was promised', () => {
    const forecast = createQueueForecast();
    forecast.hear(null, 600, mediaMs(10_000));
    expect(forecast.leftSeconds(mediaMs(70_000), 70_000)).toBe(540);
  });
  it('falls back on what earlier calls took, and knows nothing without them', () => {
    const forecast = createQueueForecast();
    expect(forecast.leftSeconds(mediaMs(0), 300_000)).toBeNull();
    forecast.usualHold(900);
    expect(forecast.leftSeconds(mediaMs(0), 300_000)).toBe(600);
  });
  it('a place that is announced without moving takes at least as long as it has stood', () => {
    const forecast = createQueueForecast();
    forecast.hear(5, null, mediaMs(0));
    forecast.hear(4, null, mediaMs(30_000));
    expect(forecast.leftSeconds(mediaMs(30_000), 30_000)).toBe(120);
    forecast.hear(4, null, mediaMs(90_000));
    forecast.hear(4, null, mediaMs(150_000));
    expect(forecast.leftSeconds(mediaMs(150_000), 150_000)).toBe(600);
    expect(forecast.leftSeconds(mediaMs(210_000), 210_000)).toBe(540);
  });
  it('knows even without a pace that a place that stands takes its time', () => {
    const forecast = createQueueForecast();
    forecast.hear(3, null, mediaMs(0));
    forecast.hear(3, null, mediaMs(60_000));
    expect(forecast.leftSeconds(mediaMs(60_000), 60_000)).toBe(180);
  });
  it('starts anew when we are put further back', () => {
    const forecast = createQueueForecast();
    forecast.hear(3, null, mediaMs(0));
    forecast.hear(9, null, mediaMs(60_000));
    expect(forecast.leftSeconds(mediaMs(60_000), 60_000)).toBeNull();
  });
});
