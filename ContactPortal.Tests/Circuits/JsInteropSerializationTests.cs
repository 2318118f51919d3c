using System.Text.Json;
using ContactPortal.Blazor.Circuits;
using ContactPortal.Blazor.Live;
using ContactPortal.Tests.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.JSInterop;

namespace ContactPortal.Tests.Circuits;

public sealed class JsInteropSerializationTests
{
    private static readonly JsonSerializerOptions Lean = new() { Converters = { new JsInteropSerialization.ArgumentsConverter() } };

    public static TheoryData<object?[]> Calls =>
    [
        Array.Empty<object?>(),
        new object?[] { null, "rødgrød <b> \"", true, false, 3, -1, DayOfWeek.Friday },
        new object?[] { new Dictionary<string, int>(), new Dictionary<string, int> { ["a"] = 1 } },
        new object?[] { 1.5, 9_007_199_254_740_993, new { Name = "a" }, new[] { 1, 2 }, new object?[] { "b", null } },
    ];

    [Theory]
    [MemberData(nameof(Calls))]
    public void Arguments_OfACall_AreWrittenAndReadAsTheFrameworkDoes(object?[] arguments)
    {
        var usual = JsonSerializer.Serialize(arguments);
        Assert.Equal(usual, JsonSerializer.Serialize(arguments, Lean));
        Assert.Equal(usual, JsonSerializer.Serialize(JsonSerializer.Deserialize<object?[]>(usual, Lean), Lean));
    }

    [Fact]
    public async Task InstalledFramework_AtStart_TakesTheOptions()
    {
        var log = new CapturedLog();
        await using var services = Circuits(log, services => services.AddJsInteropSerialization());
        await StartAsync(services);
        await using var page = services.CreateAsyncScope();
        Assert.True(JsInteropSerialization.IsAppliedTo(page.ServiceProvider.GetRequiredService<IJSRuntime>()));
        Assert.DoesNotContain(log.Lines, IsOfTheCheck);
    }

    [Fact]
    public async Task FrameworkWithoutTheOptions_AtStart_IsLoggedOnce_AndItsOwnRuntimeIsUsed()
    {
        var log = new CapturedLog();
        await using var services = Circuits(log, services => services.AddJsInteropSerialization(optionsOf: null));
        await StartAsync(services);
        Type? served = null;
        for (var i = 0; i < 3; i++)
        {
            await using var page = services.CreateAsyncScope();
            var runtime = page.ServiceProvider.GetRequiredService<IJSRuntime>();
            Assert.False(JsInteropSerialization.IsAppliedTo(runtime));
            served = runtime.GetType();
        }

        Assert.Equal("RemoteJSRuntime", served?.Name);
        Assert.Single(log.Lines, IsOfTheCheck);
    }

    [Fact]
    public async Task FrameworkWhoseOptionsAreReadOnly_UsesItsOwnRuntime()
    {
        var readOnly = new JsonSerializerOptions(JsonSerializerDefaults.Web);
        readOnly.MakeReadOnly(populateMissingResolver: true);
        var log = new CapturedLog();
        await using var services = Circuits(log, services => services.AddJsInteropSerialization(_ => readOnly));
        await StartAsync(services);
        Assert.Single(log.Lines, IsOfTheCheck);
    }

    private static ServiceProvider Circuits(CapturedLog log, Action<IServiceCollection> add)
    {
        var builder = WebApplication.CreateBuilder();
        builder.Logging.ClearProviders().AddProvider(log);
        builder.Services.AddRazorComponents().AddInteractiveServerComponents();
        add(builder.Services);
        return builder.Services.BuildServiceProvider();
    }

    private static Task StartAsync(ServiceProvider services) =>
        Assert.Single(services.GetServices<IHostedService>().OfType<JsInteropCheck>()).StartAsync(TestContext.Current.CancellationToken);

    private static bool IsOfTheCheck(LogLine line) => line.Text.Contains("JavaScript interop options", StringComparison.Ordinal);
}
