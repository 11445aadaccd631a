using System.Reflection;
using System.Text;

namespace Serilog.Sinks.CloudWatchTail.Tests.Packages;

/// <summary>An assembly's public surface as text, in an order of its own: one line a type and a member.</summary>
static class PublicSurface
{
    const BindingFlags Declared = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    public static string Of(Assembly assembly)
    {
        var text = new StringBuilder();
        foreach (var type in assembly.GetExportedTypes().OrderBy(t => t.FullName, StringComparer.Ordinal))
        {
            text.Append(Kind(type)).Append(' ').Append(Name(type)).Append(Bases(type)).Append('\n');
            foreach (var member in type.GetMembers(Declared).Select(Line).OfType<string>().Order(StringComparer.Ordinal))
                text.Append("    ").Append(member).Append('\n');
        }

        return text.ToString();
    }

    static string Kind(Type type) =>
        type.IsEnum ? "enum"
        : type.IsValueType ? "struct"
        : type.IsInterface ? "interface"
        : typeof(Delegate).IsAssignableFrom(type) ? "delegate"
        : type is { IsAbstract: true, IsSealed: true } ? "static class"
        : type.IsAbstract ? "abstract class"
        : type.IsSealed ? "sealed class"
        : "class";

    static string Bases(Type type)
    {
        // An enum's are the runtime's, which may be a later one than the framework's.
        if (type.IsEnum) return "";
        IEnumerable<string> bases = type.GetInterfaces().Where(i => i.IsPublic).Select(Name).Order(StringComparer.Ordinal);
        if (type.BaseType is { } parent && parent != typeof(object) && parent != typeof(ValueType)) bases = bases.Prepend(Name(parent));
        return string.Join(", ", bases) is { Length: > 0 } list ? $" : {list}" : "";
    }

    static string? Line(MemberInfo member) => member switch
    {
        FieldInfo field when IsVisible(field) => field.IsLiteral
            ? $"const {Name(field.FieldType)} {field.Name} = {Constant(field.GetRawConstantValue())}"
            : field.IsSpecialName ? null : $"{Static(field.IsStatic)}{Name(field.FieldType)} {field.Name}",
        PropertyInfo property => Property(property),
        EventInfo { AddMethod: { } add } @event when IsVisible(add) => $"event {Name(@event.EventHandlerType!)} {@event.Name}",
        ConstructorInfo constructor when IsVisible(constructor) => $"{Access(constructor)}.ctor({Parameters(constructor)})",
        // Accessors are shown by their property, and what the compiler makes for records has no name that code could use.
        MethodInfo method when IsVisible(method) && (!method.IsSpecialName || method.Name.StartsWith("op_", StringComparison.Ordinal)) && !method.Name.StartsWith('<') =>
            $"{Access(method)}{Static(method.IsStatic)}{Name(method.ReturnType)} {method.Name}{Arguments(method)}({Parameters(method)})",
        _ => null,
    };

    static string? Property(PropertyInfo property)
    {
        var (get, set) = (property.GetMethod, property.SetMethod);
        var accessors = (get is not null && IsVisible(get) ? "get; " : "") + (set is not null && IsVisible(set) ? IsInit(set) ? "init; " : "set; " : "");
        var any = get ?? set!;
        return accessors.Length == 0 ? null : $"{Access(any)}{Static(any.IsStatic)}{Name(property.PropertyType)} {property.Name} {{ {accessors}}}";
    }

    static bool IsVisible(MethodBase method) => method.IsPublic || (method.IsFamily || method.IsFamilyOrAssembly) && !method.DeclaringType!.IsSealed;

    static bool IsVisible(FieldInfo field) => field.IsPublic || (field.IsFamily || field.IsFamilyOrAssembly) && !field.DeclaringType!.IsSealed;

    static bool IsInit(MethodInfo setter) => setter.ReturnParameter.GetRequiredCustomModifiers().Any(m => m.Name == "IsExternalInit");

    static string Access(MethodBase method) => method.IsPublic ? "" : "protected ";

    static string Static(bool isStatic) => isStatic ? "static " : "";

    static string Arguments(MethodInfo method) => method.IsGenericMethod ? $"<{string.Join(", ", method.GetGenericArguments().Select(Name))}>" : "";

    static string Parameters(MethodBase method) => string.Join(", ", method.GetParameters().Select(p =>
        $"{(p.IsOut ? "out " : p.ParameterType.IsByRef ? "ref " : "")}{Name(p.ParameterType)} {p.Name}{(p.HasDefaultValue ? $" = {Constant(p.RawDefaultValue)}" : "")}"));

    static string Constant(object? value) => value is string text ? $"\"{text}\"" : FormattableString.Invariant($"{value ?? "null"}");

    static string Name(Type type)
    {
        if (type.IsByRef) return Name(type.GetElementType()!);
        if (type.IsArray) return $"{Name(type.GetElementType()!)}[]";
        if (type.IsGenericParameter) return type.Name;
        var name = (type.FullName ?? $"{type.Namespace}.{type.Name}").Replace('+', '.');
        return type.IsGenericType ? $"{name[..name.IndexOf('`')]}<{string.Join(", ", type.GetGenericArguments().Select(Name))}>" : name;
    }
}
