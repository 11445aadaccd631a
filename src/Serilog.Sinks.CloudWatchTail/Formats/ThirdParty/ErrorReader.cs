using System.Text;
using Serilog.Sinks.CloudWatchTail.Events;
using Serilog.Sinks.CloudWatchTail.Formats.Reading;
using Serilog.Sinks.CloudWatchTail.Json;
using Serilog.Sinks.CloudWatchTail.Formatting;

namespace Serilog.Sinks.CloudWatchTail.Formats.ThirdParty;

// Composes an exception from the forms of other loggers: a text, an object, or separate members for type, message and stack trace.
sealed class ErrorReader
{
    readonly JsonMembers _members = new();
    string? _type;
    string? _message;
    string? _stack;
    string? _text;

    // Reads the exception of a message and takes the members that contain nothing else.
    public RecordedException? Read(ReadOnlySpan<byte> message, RoleCandidates candidates)
    {
        (_type, _message, _stack, _text) = (null, null, null, null);
        foreach (ref readonly var candidate in candidates.Of(MemberRole.Exception))
        {
            // Greengrass names its exception so; as a text it is any reason.
            if (candidate.Name == "cause" && candidate.Value.Kind != JsonKind.Object) continue;
            if (!TryAddException(message, candidate.Value, out var isWhole)) continue;
            if (isWhole) candidates.Take(candidate);
            break;
        }

        foreach (var role in (ReadOnlySpan<MemberRole>)[MemberRole.ErrorMessage, MemberRole.StackTrace, MemberRole.ErrorType])
        {
            foreach (ref readonly var candidate in candidates.Of(role))
            {
                // A code alone is no error: it may be that of a success.
                if (candidate.Name == "errorcode" && _message == null && _stack == null) continue;
                if (!TryAdd(message, candidate.Value, role, out var isRead)) continue;
                if (isRead) candidates.Take(candidate);
                break;
            }
        }

        return Build();
    }

    // Reads a JSON object that is an error in Lambda's format.
    public RecordedException? ReadObject(ReadOnlySpan<byte> json)
    {
        (_type, _message, _stack, _text) = (null, null, null, null);
        return IsError(json) && TryAddException(json, new(0, json.Length, JsonKind.Object, false), out _) ? Build() : null;
    }

    // Takes a message that is an error in Lambda's format. isWhole tells that dropping the member would lose nothing.
    public RecordedException? ReadMessage(ReadOnlySpan<byte> message, in Candidate candidate, out bool isWhole)
    {
        isWhole = false;
        if (candidate.Value.Kind != JsonKind.Object || !IsError(candidate.Value.Of(message))) return null;
        (_type, _message, _stack, _text) = (null, null, null, null);
        return TryAddException(message, candidate.Value, out isWhole) ? Build() : null;
    }

    bool IsError(ReadOnlySpan<byte> json) =>
        _members.TryIndex(json) && _members.TryFind(json, "errorType"u8, JsonKind.String, out _) && _members.TryFind(json, "errorMessage"u8, JsonKind.String, out _);

    bool TryAddException(ReadOnlySpan<byte> message, JsonRange value, out bool isWhole)
    {
        isWhole = false;
        if (value.Kind == JsonKind.String)
        {
            isWhole = true;
            _text = JsonText.Read(value.Of(message), value.Escaped);
            return !IsNothing(_text) || (_text = null) != null;
        }

        if (value.Kind == JsonKind.Array) return TryAddFirst(message, value);
        var json = value.Of(message);
        if (value.Kind != JsonKind.Object || !_members.TryIndex(json)) return false;

        var used = 0;
        foreach (ref readonly var member in _members.All)
        {
            if (Role(member.Name.Of(json)) is { } role && TryAdd(json, member.Value, role, out var isRead) && isRead) used++;
        }

        isWhole = used == _members.All.Length;
        return (_type ?? _message ?? _stack) != null;
    }

    // Adds the first exception of a chain, the one that was thrown.
    bool TryAddFirst(ReadOnlySpan<byte> message, JsonRange value)
    {
        var scanner = new JsonScanner(message[..value.End], value.Start);
        return scanner.TryOpen((byte)'[') && scanner.TryReadValue(out var first) && first.Kind == JsonKind.Object && TryAddException(message, first, out _);
    }

    bool TryAdd(ReadOnlySpan<byte> message, JsonRange value, MemberRole role, out bool isWhole)
    {
        if (ErrorLines.Read(message, value, out isWhole) is not { } text || IsNothing(text)) return false;
        return role switch
        {
            MemberRole.ErrorType => TrySet(ref _type, text),
            MemberRole.ErrorMessage => TrySet(ref _message, text),
            _ => TrySet(ref _stack, text)
        };
    }

    RecordedException? Build()
    {
        // A multi-line text is a stack trace under another name.
        var isStack = _stack == null && _text != null && _text.Contains('\n');
        var stack = isStack ? _text : _stack;
        var message = _message ?? (isStack ? null : _text);
        if ((stack ?? message ?? _type) == null) return null;
        if (stack == null)
        {
            if (_type == null) return ExceptionText.Read(WithText(message!));
            var whole = message == null ? _type : message.StartsWith(_type + ":", StringComparison.Ordinal) ? message : $"{_type}: {message}";
            return new(_type, message ?? "", WithText(whole));
        }

        var read = ExceptionText.ReadStack(stack);
        if (_type == null && message == null) return read;
        var text = ErrorText.Compose(_type, message, stack);
        return new(_type ?? read.TypeName, message ?? read.Message, WithText(text));
    }

    // A text beside the parts may contain more than they do.
    string WithText(string whole) => _text == null || whole.Contains(_text, StringComparison.Ordinal) ? whole : $"{_text}\n{whole}";

    // What loggers and access logs write if there is no error.
    public static bool IsNothing(string text) => text.AsSpan().Trim() is "" or "-" or "null" or "nil" or "<nil>" or "none" or "None" or "NoneType: None" or "undefined" or "false" or "False";

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
        for (var i = 0; i < name.Length; i++) lower[i] = char.ToLowerInvariant((char)name[i]);
        return lower[..name.Length] switch
        {
            "type" or "name" or "class" or "classname" or "errortype" or "kind" or "exception_class" or "exceptiontype" or "exc_type" or "exceptionclass" => MemberRole.ErrorType,
            "message" or "msg" or "errormessage" or "localizedmessage" or "exception_message" or "exc_value" or "value" or "exceptionmessage" => MemberRole.ErrorMessage,
            "stacktrace" or "stack_trace" or "stack" or "extendedstacktrace" or "trace" or "stacktracestring" or "backtrace" or "traceback" or "frames" => MemberRole.StackTrace,
            _ => null
        };
    }
}
