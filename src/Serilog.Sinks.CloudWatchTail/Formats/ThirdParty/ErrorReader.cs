using System.Text;
using Serilog.Sinks.CloudWatchTail.Formats.Reading;
using Serilog.Sinks.CloudWatchTail.Formatting;
using Serilog.Sinks.CloudWatchTail.Json;

namespace Serilog.Sinks.CloudWatchTail.Formats.ThirdParty;

/// <summary>Puts an exception together from what other loggers write of one: a text, an object, or a type, a message and a stack trace side by side.</summary>
sealed class ErrorReader
{
    readonly JsonMembers _members = new();
    string? _type;
    string? _message;
    string? _stack;
    string? _text;

    public void Begin() => (_type, _message, _stack, _text) = (null, null, null, null);

    /// <summary>Takes a member that is the exception itself.</summary>
    /// <param name="isWhole">Nothing is left that would be lost with the member.</param>
    public bool TryAddException(ReadOnlySpan<byte> message, JsonRange value, out bool isWhole)
    {
        isWhole = false;
        if (value.Kind == JsonKind.String)
        {
            isWhole = true;
            _text = JsonText.Read(value.Of(message), value.Escaped);
            return _text.Length > 0;
        }

        var json = value.Of(message);
        if (value.Kind != JsonKind.Object || !_members.TryIndex(json)) return false;

        var used = 0;
        foreach (ref readonly var member in _members.All)
        {
            if (Role(member.Name.Of(json)) is { } role && TryAdd(json, member.Value, role)) used++;
        }

        isWhole = used == _members.All.Length;
        return used > 0;
    }

    /// <summary>Takes a member that may be anything, if it is an error as Lambda writes one.</summary>
    /// <param name="isWhole">Nothing is left that would be lost with the member.</param>
    public bool TryAddError(ReadOnlySpan<byte> message, JsonRange value, out bool isWhole)
    {
        isWhole = false;
        var json = value.Of(message);
        return value.Kind == JsonKind.Object
            && _members.TryIndex(json)
            && _members.TryFind(json, "errorType"u8, JsonKind.String, out _)
            && _members.TryFind(json, "errorMessage"u8, JsonKind.String, out _)
            && TryAddException(message, value, out isWhole);
    }

    /// <summary>Takes a member that is a part of the exception.</summary>
    public bool TryAdd(ReadOnlySpan<byte> message, JsonRange value, MemberRole role)
    {
        if (ReadText(message, value) is not { Length: > 0 } text) return false;
        switch (role)
        {
            case MemberRole.ErrorType: return TrySet(ref _type, text);
            case MemberRole.ErrorMessage: return TrySet(ref _message, text);
            default: return TrySet(ref _stack, text);
        }
    }

    public RecordedException? Build()
    {
        // A text of several lines is a stack trace by another name.
        var stack = _stack ?? (_text != null && _text.Contains('\n') ? _text : null);
        var message = _message ?? (stack == _text ? null : _text);
        if ((stack ?? message ?? _type) == null) return null;
        if (stack == null) return _type == null && _message == null ? ExceptionText.Read(message!) : new(_type ?? "", message ?? "", _type == null ? message! : $"{_type}: {message}");

        var read = ExceptionText.ReadStack(stack);
        if (_type == null && message == null) return read;

        // Most stack traces say the type; those that do not get it, so that the text says all there is to know.
        var text = _type == null || stack.Contains(_type, StringComparison.Ordinal) ? stack : $"{_type}: {message}\n{stack}";
        return new(_type ?? read.TypeName, message ?? read.Message, text);
    }

    static bool TrySet(ref string? part, string text)
    {
        if (part != null) return false;
        part = text;
        return true;
    }

    static MemberRole? Role(ReadOnlySpan<byte> name)
    {
        Span<char> lower = stackalloc char[32];
        if (name.Length > 32) return null;
        var length = Encoding.UTF8.GetChars(name, lower);
        foreach (ref var character in lower[..length]) character = char.ToLowerInvariant(character);
        return lower[..length] switch
        {
            "type" or "name" or "class" or "classname" or "errortype" or "kind" or "exception_class" => MemberRole.ErrorType,
            "message" or "msg" or "errormessage" or "localizedmessage" or "exception_message" => MemberRole.ErrorMessage,
            "stacktrace" or "stack_trace" or "stack" or "extendedstacktrace" or "trace" or "stacktracestring" => MemberRole.StackTrace,
            _ => null
        };
    }

    /// <summary>A string, or a list of strings: one to a line.</summary>
    static string? ReadText(ReadOnlySpan<byte> message, JsonRange value)
    {
        if (value.Kind == JsonKind.String) return JsonText.Read(value.Of(message), value.Escaped);
        if (value.Kind != JsonKind.Array) return null;

        var lines = new StringBuilder();
        var scanner = new JsonScanner(message[..value.End], value.Start);
        scanner.TryOpen((byte)'[');
        if (scanner.TryClose((byte)']')) return null;
        do
        {
            scanner.TryReadValue(out var line);
            if (line.Kind != JsonKind.String) return null;
            if (lines.Length > 0) lines.Append('\n');
            lines.Append(JsonText.Read(line.Of(message), line.Escaped).AsSpan().TrimEnd("\r\n"));
        }
        while (scanner.MoveNext((byte)']') == true);

        return lines.ToString();
    }
}
