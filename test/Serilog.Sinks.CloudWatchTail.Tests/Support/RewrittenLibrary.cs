using System.Reflection;
using System.Runtime.Loader;

namespace Serilog.Sinks.CloudWatchTail.Tests.Support;

/// <summary>A second copy of the tests, on a rewritten library: what is shared with the others is the runtime and the packages.</summary>
sealed class RewrittenLibrary(byte[] library) : AssemblyLoadContext(nameof(RewrittenLibrary), isCollectible: true)
{
    static readonly Assembly Tests = typeof(RewrittenLibrary).Assembly;
    static readonly Assembly Library = typeof(CloudWatchSinks).Assembly;

    /// <summary>The copy of a static method of the tests.</summary>
    public TMethod Get<TMethod>(Type type, string method)
        where TMethod : Delegate =>
        LoadFromAssemblyName(Tests.GetName()).GetType(type.FullName!, throwOnError: true)!.GetMethod(method, BindingFlags.Static | BindingFlags.Public)!.CreateDelegate<TMethod>();

    protected override Assembly? Load(AssemblyName assemblyName)
    {
        if (assemblyName.Name == Tests.GetName().Name) return LoadFromAssemblyPath(Tests.Location);
        if (assemblyName.Name != Library.GetName().Name) return null;
        using var stream = new MemoryStream(library);
        return LoadFromStream(stream);
    }
}
