using Mono.Cecil;
using Mono.Cecil.Cil;
using Mono.Cecil.Rocks;

namespace Serilog.Sinks.CloudWatchTail.Tests.Support;

/// <summary>Rewrites a copy of the library so that each allocation on an event's way through the sink first calls <see cref="AllocationFaults.Pass"/>.</summary>
static class AllocationPoints
{
    const string Library = "Serilog.Sinks.CloudWatchTail";

    /// <summary>The client has its own thread of work, and the tail none of the sink's events.</summary>
    static readonly string[] LeftAlone = [$"{Library}.CloudWatch", $"{Library}.Tail"];

    /// <summary>Methods of others that allocate before they change anything, by the beginning of their type's name.</summary>
    static readonly (string Type, string[] Methods)[] Allocating =
    [
        ("System.Collections.Generic.Stack", ["ToArray"]),
        ("System.Collections.Generic.Dictionary", ["set_Item", "Add", "TryAdd"]),
        ("System.Collections.Concurrent.", ["set_Item", "TryAdd", "GetOrAdd", "Enqueue", "ToArray"]),
        ("System.Collections.", ["Add", "AddRange", "AddFirst", "AddLast", "Enqueue", "Insert", "ToArray", "EnsureCapacity"]),
        ("System.Runtime.InteropServices.CollectionsMarshal", ["GetValueRefOrAddDefault"]),
        ("System.String", ["Concat", "Create", "Format", "Join", "Substring", "Replace", "ToString"]),
        ("System.Text.StringBuilder", ["Append", "ToString", "EnsureCapacity"]),
        ("System.Runtime.CompilerServices.DefaultInterpolatedStringHandler", ["ToStringAndClear"]),
        ("System.Runtime.CompilerServices.AsyncTaskMethodBuilder", ["AwaitUnsafeOnCompleted"]),
        ("System.Text.Encoding", ["GetString"]),
        ("System.Buffers.ArrayPool", ["Rent"]),
        ("System.Runtime.InteropServices.NativeMemory", ["Alloc"]),
        ("System.Array", ["Resize", "FindAll"]),
        ("System.Linq.Enumerable", ["ToArray", "ToList"]),
        ("System.Threading.AsyncLocal", ["set_Value"]),
        ("System.Threading.CancellationToken", ["Register", "UnsafeRegister"]),
    ];

    /// <param name="names">Where each point is.</param>
    public static byte[] Rewrite(string path, out string[] names)
    {
        using var resolver = new DefaultAssemblyResolver();
        resolver.AddSearchDirectory(Path.GetDirectoryName(path)!);
        resolver.AddSearchDirectory(Path.GetDirectoryName(typeof(object).Assembly.Location)!);
        using var module = ModuleDefinition.ReadModule(path, new ReaderParameters { AssemblyResolver = resolver });
        var pass = module.ImportReference(typeof(AllocationFaults).GetMethod(nameof(AllocationFaults.Pass)));
        var points = new List<string>();
        foreach (var method in module.GetTypes().Where(IsOnTheWay).SelectMany(t => t.Methods).Where(m => m.HasBody && m.Name != ".cctor"))
            Rewrite(method, pass, points);

        names = [.. points];
        using var written = new MemoryStream();
        module.Write(written);
        return written.ToArray();
    }

    static bool IsOnTheWay(TypeDefinition type)
    {
        while (type.DeclaringType is { } outer) type = outer;
        return !LeftAlone.Any(n => type.Namespace == n || type.Namespace.StartsWith($"{n}.", StringComparison.Ordinal));
    }

    static void Rewrite(MethodDefinition method, MethodReference pass, List<string> points)
    {
        var body = method.Body;
        body.SimplifyMacros();
        var il = body.GetILProcessor();
        foreach (var instruction in body.Instructions.ToArray())
        {
            if (instruction.Previous?.OpCode.OpCodeType == OpCodeType.Prefix || !Allocates(instruction)) continue;

            // In its place, so that branches to it pass the point as well.
            var allocation = Instruction.Create(OpCodes.Nop);
            (allocation.OpCode, allocation.Operand) = (instruction.OpCode, instruction.Operand);
            (instruction.OpCode, instruction.Operand) = (OpCodes.Ldc_I4, points.Count);
            var call = Instruction.Create(OpCodes.Call, pass);
            il.InsertAfter(instruction, call);
            il.InsertAfter(call, allocation);
            points.Add($"{method.DeclaringType.Name}.{method.Name}, before {allocation.OpCode} {allocation.Operand}");
        }

        body.OptimizeMacros();
    }

    static bool Allocates(Instruction instruction) => instruction.OpCode.Code switch
    {
        Code.Newarr => true,
        Code.Box => instruction.Operand is not GenericParameter,
        Code.Newobj => instruction.Next?.OpCode.Code != Code.Throw && instruction.Operand is MethodReference constructor && !IsValueType(constructor.DeclaringType),
        Code.Call or Code.Callvirt => instruction.Operand is MethodReference called && Array.Exists(Allocating, a =>
            called.DeclaringType.FullName.StartsWith(a.Type, StringComparison.Ordinal) && a.Methods.Contains(called.Name)),
        _ => false,
    };

    static bool IsValueType(TypeReference type) => type.IsValueType || (type.Resolve() ?? throw new InvalidOperationException($"{type} is not found.")).IsValueType;
}
