using System.Text.Json;
using ContactPortal.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace ContactPortal.Tests.Api;

/// <summary>
/// The OpenAPI document, checked by tools that others use: a linter (Spectral), and a client that is generated from it
/// (openapi-typescript). all.sh installs them, with the versions of <c>Api/OpenApi/package-lock.json</c>.
/// </summary>
public sealed class OpenApiTests : IDisposable
{
    private readonly FakeTimeProvider clock = new(new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero));
    private readonly string folder = Directory.CreateTempSubdirectory("contactportal-openapi-").FullName;

    private static string Sources => Path.Combine(Architecture.Sources.Root, "ContactPortal.Tests", "Api", "OpenApi");

    private static string Tools => Path.Combine(Architecture.Sources.Root, "ContactPortal.Tests", "obj", "openapi");

    private static CancellationToken CancellationToken => TestContext.Current.CancellationToken;

    public void Dispose() => TemporaryFolder.Remove(folder);

    [Fact]
    public async Task Document_HasNoFindingsOfTheLinter_AndAClientGeneratedFromItPostsADelivery()
    {
        Assert.SkipUnless(
            Directory.Exists(Path.Combine(Tools, "node_modules")),
            "The tools for OpenAPI are not installed: all.sh installs them, with the packages nodejs and npm.");
        await using var host = Host();
        using (var http = host.Client())
        {
            await File.WriteAllTextAsync(
                At("openapi.json"), await http.GetStringAsync(new Uri("/openapi/v1.json", UriKind.Relative), CancellationToken),
                CancellationToken);
        }

        foreach (var file in Directory.EnumerateFiles(Sources))
            File.Copy(file, At(Path.GetFileName(file)));
        Directory.CreateSymbolicLink(At("node_modules"), Path.Combine(Tools, "node_modules"));

        await RunAsync("@stoplight/spectral-cli/dist/index.js", "lint", "-r", "spectral.yaml", "--fail-severity=hint", "openapi.json");
        await RunAsync("openapi-typescript/bin/cli.js", "openapi.json", "-o", "schema.d.ts");
        await RunAsync("typescript/bin/tsc", "-p", ".");
        var answer = await RunNodeAsync(
            At("built", "client.js"), host.Address, ReportingSystem.TokenWith(), $"{Aarhus.Value}", Amfora, host.CurrentPeriod.ToString());

        using var json = JsonDocument.Parse(answer);
        Assert.Equal(201, json.RootElement.GetProperty("status").GetInt32());
        Assert.Equal(1, json.RootElement.GetProperty("errors").GetInt32());
        Assert.True(json.RootElement.GetProperty("same").GetBoolean());
    }

    private string At(params string[] path) => Path.Combine([folder, .. path]);

    private Task<string> RunAsync(string tool, params string[] arguments) =>
        RunNodeAsync([Path.Combine(Tools, "node_modules", tool), .. arguments]);

    private async Task<string> RunNodeAsync(params string[] arguments)
    {
        var (exitCode, output) = await CompletedProcess.RunAsync(new("node", arguments) { WorkingDirectory = folder });
        Assert.True(exitCode == 0, $"{string.Join(' ', arguments)}:\n{output}");
        return output;
    }

    private PortalHost Host()
    {
        var host = new PortalHost
        {
            DatabaseFile = At("portal.db"),
            Settings = new(ReportingSystem.Settings) { ["Demonstration"] = "false" },
            ConfigureServices = services => services.AddSingleton<TimeProvider>(clock),
        };
        host.Start();
        return host;
    }
}
