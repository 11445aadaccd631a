namespace Serilog.Sinks.CloudWatchTail.BrowserTests.Support;

/// <summary>WCAG's contrast of the text that a page shows now, by its computed styles.</summary>
static class TextContrast
{
    // Level AA for text of any size.
    const string Script =
        """
        () => {
          const parse = color => { const [r, g, b, a = 1] = color.match(/[\d.]+/g).map(Number); return { r, g, b, a }; };
          const over = (top, under) => ({ r: top.r * top.a + under.r * (1 - top.a), g: top.g * top.a + under.g * (1 - top.a), b: top.b * top.a + under.b * (1 - top.a), a: 1 });
          const channel = value => { value /= 255; return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4; };
          const luminance = ({ r, g, b }) => 0.2126 * channel(r) + 0.7152 * channel(g) + 0.0722 * channel(b);
          const backgroundOf = element => {
            const color = parse(getComputedStyle(element).backgroundColor);
            if (color.a === 1 || !element.parentElement) return color.a ? color : { r: 255, g: 255, b: 255, a: 1 };
            return over(color, backgroundOf(element.parentElement));
          };
          const ratio = (one, two) => { const [high, low] = [luminance(one), luminance(two)].sort((a, b) => b - a); return (high + 0.05) / (low + 0.05); };
          const check = (element, text, style, property) => {
            const background = backgroundOf(element);
            const value = ratio(over(parse(style[property]), background), background);
            return value < 4.5 ? [`${value.toFixed(2)} ${element.tagName}.${element.getAttribute('class')} "${text.slice(0, 40)}"`] : [];
          };
          const low = [];
          for (const element of document.querySelectorAll('body *')) {
            if (!element.checkVisibility({ visibilityProperty: true }) || element.closest('.for-readers, option, :disabled')) continue;
            const text = [...element.childNodes].filter(node => node.nodeType === Node.TEXT_NODE).map(node => node.data).join('').trim();
            if (text) low.push(...check(element, text, getComputedStyle(element), element instanceof SVGElement ? 'fill' : 'color'));
            if (element.placeholder) low.push(...check(element, element.placeholder, getComputedStyle(element, '::placeholder'), 'color'));
          }
          return low;
        }
        """;

    /// <summary>The texts whose contrast is too low.</summary>
    public static Task<string[]> TooLowInAsync(IPage page) => page.EvaluateAsync<string[]>(Script);
}
