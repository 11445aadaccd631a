namespace Serilog.Sinks.CloudWatchTail.CloudWatch.Transport;

// Makes URLs safe to quote in messages, because they may contain a password.
static class UrlText
{
    const string Hidden = "***";

    // Returns a URL without user, password, query and fragment. Accepts malformed URLs too.
    public static string Shown(string url)
    {
        var at = url.LastIndexOf('@');
        if (at >= 0)
        {
            var scheme = url.IndexOf("//", StringComparison.Ordinal);
            url = string.Concat(scheme >= 0 && scheme < at ? url.AsSpan(0, scheme + 2) : "", Hidden, url.AsSpan(at));
        }

        var end = url.AsSpan().IndexOfAny('?', '#');
        return end < 0 ? url : url[..end];
    }

    // Hides the user and password of every URL in a text.
    public static string WithoutUser(string text)
    {
        for (var start = text.IndexOf("://", StringComparison.Ordinal); start >= 0; start = text.IndexOf("://", start + 3, StringComparison.Ordinal))
        {
            var authority = text.AsSpan(start + 3);
            var end = authority.IndexOfAny(" '\"\r\n\t");
            var at = (end < 0 ? authority : authority[..end]).LastIndexOf('@');
            if (at > 0) text = string.Concat(text.AsSpan(0, start + 3), Hidden, authority[at..]);
        }

        return text;
    }
}
