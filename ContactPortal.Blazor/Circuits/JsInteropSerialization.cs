using System.Collections;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using ContactPortal.Blazor.Live;
using Microsoft.JSInterop;

namespace ContactPortal.Blazor.Circuits;

/// <summary>
/// Saves about 37 KiB a page (docs/performance.md). Every <see cref="JSRuntime"/> has its own <see cref="JsonSerializerOptions"/>, which
/// cache metadata for each argument type and for all interfaces it implements (30 for <see cref="int"/>). This resolver returns no metadata
/// for the framework's interfaces, and plain arguments are written without any.
/// </summary>
internal static class JsInteropSerialization
{
    private static readonly InterfaceFreeResolver Resolver = new();
    private static readonly ArgumentsConverter Writer = new();

    /// <summary>
    /// The getter of the protected property <c>JSRuntime.JsonSerializerOptions</c>, by reflection because the class that pages get is
    /// sealed. Null if the installed framework has no such property.
    /// </summary>
    private static readonly Func<JSRuntime, JsonSerializerOptions>? FrameworkOptions =
        typeof(JSRuntime).GetProperty("JsonSerializerOptions", BindingFlags.Instance | BindingFlags.NonPublic) is { CanRead: true } property
        && property.PropertyType == typeof(JsonSerializerOptions)
            ? property.GetMethod!.CreateDelegate<Func<JSRuntime, JsonSerializerOptions>>()
            : null;

    /// <summary>Replaces the registration of <see cref="IJSRuntime"/>; call it after the framework's own registrations.</summary>
    public static void AddJsInteropSerialization(this IServiceCollection services) => services.AddJsInteropSerialization(FrameworkOptions);

    /// <summary>The same with another getter of the options. If it is null, the framework's registration is left as it is.</summary>
    internal static void AddJsInteropSerialization(this IServiceCollection services, Func<JSRuntime, JsonSerializerOptions>? optionsOf)
    {
        services.AddHostedService<JsInteropCheck>();
        if (optionsOf is null
            || services.LastOrDefault(service => service.ServiceType == typeof(IJSRuntime))?.ImplementationType is not { } runtime
            || !runtime.IsSubclassOf(typeof(JSRuntime)))
        {
            return;
        }

        var factory = ActivatorUtilities.CreateFactory(runtime, []);
        services.AddScoped(page =>
        {
            var jsRuntime = (JSRuntime)factory(page, []);
            if (optionsOf(jsRuntime) is { IsReadOnly: false } options)
            {
                options.TypeInfoResolver = Resolver;
                options.Converters.Add(Writer);
            }

            return (IJSRuntime)jsRuntime;
        });
    }

    /// <summary>Whether the runtime uses the resolver and the converter of this class.</summary>
    internal static bool IsAppliedTo(IJSRuntime runtime) =>
        runtime is JSRuntime jsRuntime && FrameworkOptions?.Invoke(jsRuntime) is { } options && options.TypeInfoResolver == Resolver
            && options.Converters.Contains(Writer);

    private sealed class InterfaceFreeResolver : DefaultJsonTypeInfoResolver
    {
        public override JsonTypeInfo GetTypeInfo(Type type, JsonSerializerOptions options) =>
            IsFrameworkInterface(type) ? null! : base.GetTypeInfo(type, options);

        private static bool IsFrameworkInterface(Type type) =>
            type.Assembly == typeof(object).Assembly
            && (type.IsInterface
                ? type.Namespace is "System" or "System.Numerics" or "System.Runtime.Serialization"
                : type == typeof(ValueType) || type == typeof(Enum));
    }

    /// <summary>Writes a call's arguments: plain ones directly, without type metadata; others with the page's own options.</summary>
    internal sealed class ArgumentsConverter : JsonConverter<object?[]>
    {
        public override object?[]? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            JsonSerializer.Deserialize<List<object?>>(ref reader, options)?.ToArray();

        public override void Write(Utf8JsonWriter writer, object?[] value, JsonSerializerOptions options)
        {
            writer.WriteStartArray();
            foreach (var argument in value)
                Write(writer, argument, options);
            writer.WriteEndArray();
        }

        private static void Write(Utf8JsonWriter writer, object? argument, JsonSerializerOptions options)
        {
            switch (argument)
            {
                case null:
                    writer.WriteNullValue();
                    break;
                case string text:
                    writer.WriteStringValue(text);
                    break;
                case bool flag:
                    writer.WriteBooleanValue(flag);
                    break;
                case int or Enum:
                    writer.WriteNumberValue(Convert.ToInt64(argument, provider: null));
                    break;
                case IDictionary { Count: 0 }:
                    writer.WriteStartObject();
                    writer.WriteEndObject();
                    break;
                default:
                    JsonSerializer.Serialize(writer, argument, argument.GetType(), options);
                    break;
            }
        }
    }
}
