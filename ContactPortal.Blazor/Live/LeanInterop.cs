using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.JSInterop;

namespace ContactPortal.Blazor.Live;

/// <summary>
/// Keeps every live page from describing the numbers' interfaces to itself. What a page sends to its browser is serialized with options of
/// its own, which describe, for good, every type on the way up from each argument: an int alone has 30 interfaces. None of them is ever data.
/// </summary>
internal static class LeanInterop
{
    private static readonly DataAlone Resolver = new();

    /// <summary>Makes it so for each page; after the framework's own set-up.</summary>
    public static void AddLeanInterop(this IServiceCollection services)
    {
        var runtime = services.Last(service => service.ServiceType == typeof(IJSRuntime)).ImplementationType!;
        var make = ActivatorUtilities.CreateFactory(runtime, []);
        services.AddScoped(page =>
        {
            var made = (JSRuntime)make(page, []);
            OptionsOf(made).TypeInfoResolver = Resolver;
            return (IJSRuntime)made;
        });
    }

    // What the framework offers to those who derive from the class; the one that pages get can't be derived from.
    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = "get_JsonSerializerOptions")]
    private static extern JsonSerializerOptions OptionsOf(JSRuntime runtime);

    private sealed class DataAlone : DefaultJsonTypeInfoResolver
    {
        public override JsonTypeInfo GetTypeInfo(Type type, JsonSerializerOptions options) => IsNoData(type) ? null! : base.GetTypeInfo(type, options);

        private static bool IsNoData(Type type) =>
            type.Assembly == typeof(object).Assembly
            && (type.IsInterface ? type.Namespace is "System" or "System.Numerics" or "System.Runtime.Serialization" : type == typeof(ValueType) || type == typeof(Enum));
    }
}
