using System.Diagnostics.CodeAnalysis;

namespace Serilog.Sinks.CloudWatchTail.Emulator.FilterPatterns;

// A filter pattern, with which FilterLogEvents, Live Tail and metric filters select messages.
//
// pattern     = "" | terms | json | fields                          ; the empty pattern matches everything
//
// terms       = term { " " term }
// term        = [ "?" | "-" ] ( word | phrase | regex )             ; a substring, case counts
// word        = ( letter | digit | "_" ) { letter | digit | "_" }   ; anything else is quoted
// phrase      = '"' { character | '\"' | '\\' } '"'                 ; as a term not empty; nothing but blanks matches everything
//                                                                   ; terms: all; "-": none; "?": any, ignored beside other terms
// json        = "{" expression(selector) "}"                        ; the whole message is a JSON object
// selector    = "$" "." step { step }                               ; at most one wildcard, three in a pattern
// step        = [ "." ] ( name | "*" | "[" ( digits | "*" | "'" name "'" ) "]" )
//
// fields      = "[" [ field { "," field } ] "]"                     ; a message of fields between blanks, "…" and […] being one field
// field       = "..." | "" | name | expression(name)                ; one ellipsis; without it the last field takes the rest
//
// expression  = conjunction { "||" conjunction }                    ; () before && before ||
// conjunction = primary { "&&" primary }
// primary     = "(" expression ")" | condition
// condition   = operand ( "=" | "!=" ) ( text | number | regex )
//             | operand ( "<" | "<=" | ">" | ">=" ) number
//             | selector "IS" ( "NULL" | "TRUE" | "FALSE" )         ; json only, as the next
//             | selector "NOT" "EXISTS"
// text        = phrase | bare                                       ; "*" at its ends stands for any text
// bare        = ( letter | digit | "_" | "." | "*" | "+" | "-" ) { … }
// number      = [ "+" | "-" ] digits [ "." digits ] [ "e" [ "+" | "-" ] digits ]
// regex       = "%" expression "%"                                  ; at most two a pattern; see FilterRegex
//
// A condition holds only for texts and numbers. An object, an array, a boolean, a null or a selector that finds nothing satisfies neither = nor !=. A
// number is compared with any value that reads as a number, whether it is a JSON number or a text; a quoted text with the value's own characters. A
// selector with a wildcard needs one value that satisfies the condition.
abstract class FilterPattern
{
    // The service's limit on the regular expressions of one pattern.
    public const int RegexLimit = 2;

    // The service's error for anything it cannot parse.
    public const string Invalid = "Invalid filter pattern";

    // Parses a pattern; on failure problem is the service's error.
    public static bool TryParse(string text, [NotNullWhen(true)] out FilterPattern? pattern, [NotNullWhen(false)] out string? problem)
    {
        problem = null;
        text = text.Trim();
        pattern = null;
        if (text.StartsWith('{'))
        {
            if (text.EndsWith('}')) pattern = JsonPatternParser.TryParse(text);
            else problem = "If a filter pattern starts with '{' it must end with '}'";
        }
        else if (text.StartsWith('['))
        {
            if (text.EndsWith(']')) pattern = FieldPatternParser.TryParse(text);
            else problem = "If a filter pattern starts with '[' it must end with ']'";
        }
        else
        {
            pattern = TermPatternParser.TryParse(text);
        }

        if (pattern is not null) return true;
        problem ??= Invalid;
        return false;
    }

    // Returns whether a UTF-8 message matches.
    public abstract bool Matches(byte[] message);

    // Returns a matching message's values for the pattern's fields; only field patterns have any.
    public virtual IReadOnlyDictionary<string, string> Extract(byte[] message) => new Dictionary<string, string>();
}
