using System.Globalization;
using System.Text;

namespace Serilog.Sinks.CloudWatchTail.Benchmarks.Throughput;

/// <summary>A line through some points, as SVG: evenly spaced steps from left to right, values from zero upwards.</summary>
static class Chart
{
    const int Width = 640, Height = 280, Left = 60, Right = 20, Top = 40, Bottom = 50;

    public static string Draw(string title, string xAxis, string yAxis, IReadOnlyList<(double X, double Y)> points)
    {
        var highest = points.Max(p => p.Y) * 1.15;
        var svg = new StringBuilder();
        svg.AppendLine(CultureInfo.InvariantCulture, $"""<svg xmlns="http://www.w3.org/2000/svg" width="{Width}" height="{Height}" font-family="sans-serif" font-size="12">""");
        svg.AppendLine("""<rect width="100%" height="100%" fill="white"/>""");
        svg.AppendLine(CultureInfo.InvariantCulture, $"""<text x="{Left}" y="22" font-size="14">{title}</text>""");
        svg.AppendLine(CultureInfo.InvariantCulture, $"""<text x="{Width - Right}" y="{Height - 8}" text-anchor="end">{xAxis}</text><text x="{Left}" y="{Height - 8}">{yAxis}</text>""");
        svg.AppendLine(CultureInfo.InvariantCulture, $"""<line x1="{Left}" y1="{Height - Bottom}" x2="{Width - Right}" y2="{Height - Bottom}" stroke="black"/>""");
        svg.AppendLine(CultureInfo.InvariantCulture, $"""<polyline fill="none" stroke="#512bd4" stroke-width="2" points="{string.Join(' ', points.Select((p, i) => $"{XOf(i):0},{YOf(p.Y):0}"))}"/>""");
        foreach (var (p, i) in points.Select((p, i) => (p, i)))
        {
            svg.AppendLine(CultureInfo.InvariantCulture, $"""<circle cx="{XOf(i):0}" cy="{YOf(p.Y):0}" r="3" fill="#512bd4"/><text x="{XOf(i):0}" y="{YOf(p.Y) - 8:0}" text-anchor="middle">{p.Y:0.00}</text>""");
            svg.AppendLine(CultureInfo.InvariantCulture, $"""<text x="{XOf(i):0}" y="{Height - Bottom + 16}" text-anchor="middle">{p.X:#,0}</text>""");
        }

        return svg.AppendLine("</svg>").ToString();

        double XOf(int index) => Left + 20 + (double)index * (Width - Left - Right - 40) / Math.Max(1, points.Count - 1);

        double YOf(double value) => Height - Bottom - (value / highest * (Height - Top - Bottom));
    }
}
