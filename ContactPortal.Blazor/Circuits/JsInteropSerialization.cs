using System.Collections;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using ContactPortal.Blazor.Live;
using Microsoft.JSInterop;

namespace ContactPortal.Blazor.Circuits;

/// <summary>
/// Keeps every live page from describing types to itself that are never data. What a page sends to its browser is serialized with options of
/// its own, which keep for good how each type is written, and each type on the way up from it: an int alone has 30 interfaces.
/// </summary>
internal static class JsInteropSerialization
{
    private static readonly InterfaceFreeResolver Resolver = new();
    private static readonly ArgumentsConverter Writer = new();

    /// <summary>
    /// The getter of a runtime's options, which the framework offers to those who derive from the class; the one that pages get can't be
    /// derived from. Null when the installed framework has no such property.
    /// </summary>
    private static readonly Func<JSRuntime, JsonSerializerOptions>? FrameworkOptions =
        typeof(JSRuntime).GetProperty("JsonSerializerOptions", BindingFlags.Instance | BindingFlags.NonPublic) is { CanRead: true } property
        && property.PropertyType == typeof(JsonSerializerOptions)
            ? property.GetMethod!.CreateDelegate<Func<JSRuntime, JsonSerializerOptions>>()
            : null;

    /// <summary>Makes it so for each page; after the framework's own set-up.</summary>
    public static void AddJsInteropSerialization(this IServiceCollection services) => services.AddJsInteropSerialization(FrameworkOptions);

    /// <summary>The same with another getter of the options. Where there is none, pages get the framework's own runtime as it is.</summary>
    internal static void AddJsInteropSerialization(this IServiceCollection services, Func<JSRuntime, JsonSerializerOptions>? optionsOf)
    {
        services.AddHostedService<JsInteropCheck>();
        if (optionsOf is null
            || services.LastOrDefault(service => service.ServiceType == typeof(IJSRuntime))?.ImplementationType is not { } runtime
            || !runtime.IsSubclassOf(typeof(JSRuntime)))
        {
            return;
        }

        var make = ActivatorUtilities.CreateFactory(runtime, []);
        services.AddScoped(page =>
        {
            var made = (JSRuntime)make(page, []);
            if (optionsOf(made) is { IsReadOnly: false } options)
            {
                options.TypeInfoResolver = Resolver;
                options.Converters.Add(Writer);
            }

            return (IJSRuntime)made;
        });
    }

    /// <summary>Whether that runtime serializes as set up here.</summary>
    internal static bool IsAppliedTo(IJSRuntime runtime) =>
        runtime is JSRuntime made && FrameworkOptions?.Invoke(made) is { } options && options.TypeInfoResolver == Resolver && options.Converters.Contains(Writer);

    private sealed class InterfaceFreeResolver : DefaultJsonTypeInfoResolver
    {
        public override JsonTypeInfo GetTypeInfo(Type type, JsonSerializerOptions options) => IsFrameworkInterface(type) ? null! : base.GetTypeInfo(type, options);

        private static bool IsFrameworkInterface(Type type) =>
            type.Assembly == typeof(object).Assembly
            && (type.IsInterface ? type.Namespace is "System" or "System.Numerics" or "System.Runtime.Serialization" : type == typeof(ValueType) || type == typeof(Enum));
    }

    /// <summary>A call's arguments: what is plain is written as it is, without a description; the rest as the page's own options have it.</summary>
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
                case bool truth:
                    writer.WriteBooleanValue(truth);
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
