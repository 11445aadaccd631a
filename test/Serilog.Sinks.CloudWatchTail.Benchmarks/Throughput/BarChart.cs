using System.Globalization;
using System.Text;

namespace Serilog.Sinks.CloudWatchTail.Benchmarks.Throughput;

/// <summary>A bar for each value, as SVG: one below the other, from zero to the right.</summary>
static class BarChart
{
    const int Width = 640, Left = 230, Right = 60, Top = 40, Step = 28, Thickness = 18;

    public static string Draw(string title, string axis, IReadOnlyList<(string Label, double Value)> bars)
    {
        var (highest, height) = (bars.Max(b => b.Value), Top + (bars.Count * Step) + 20);
        var svg = new StringBuilder();
        svg.AppendLine(CultureInfo.InvariantCulture, $"""<svg xmlns="http://www.w3.org/2000/svg" width="{Width}" height="{height}" font-family="sans-serif" font-size="12">""");
        svg.AppendLine("""<rect width="100%" height="100%" fill="white"/>""");
        svg.AppendLine(CultureInfo.InvariantCulture, $"""<text x="16" y="22" font-size="14">{title}</text><text x="{Width - 16}" y="22" text-anchor="end">{axis}</text>""");
        foreach (var (bar, i) in bars.Select((bar, i) => (bar, i)))
        {
            var (y, width) = (Top + (i * Step), bar.Value / highest * (Width - Left - Right));
            svg.AppendLine(CultureInfo.InvariantCulture, $"""<text x="{Left - 8}" y="{y + 13}" text-anchor="end">{bar.Label}</text><rect x="{Left}" y="{y}" width="{width:0}" height="{Thickness}" fill="#512bd4"/><text x="{Left + width + 6:0}" y="{y + 13}">{bar.Value:0.00}</text>""");
        }

        return svg.AppendLine("</svg>").ToString();
    }
}
