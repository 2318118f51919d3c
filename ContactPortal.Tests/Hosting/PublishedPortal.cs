using System.Diagnostics;
using ContactPortal.Tests.Architecture;

namespace ContactPortal.Tests.Hosting;

/// <summary>
/// The portal as it is installed: published once a run from what was built. Outside of Development a build has no static files.
/// </summary>
public sealed class PublishedPortal : IDisposable
{
    private readonly Lazy<Task<string>> folder = new(PublishAsync);

    /// <summary>The folder with the program.</summary>
    public Task<string> FolderAsync() => folder.Value;

    public void Dispose()
    {
        if (folder is { IsValueCreated: true, Value: { IsCompletedSuccessfully: true, Result: var published } })
            TemporaryFolder.Remove(published);
    }

    private static async Task<string> PublishAsync()
    {
        var published = TemporaryFolder.MakeOnDisk("contactportal-published-");
        var configuration = new DirectoryInfo(AppContext.BaseDirectory).Parent!.Name;
        var (exitCode, output) = await CompletedProcess.RunAsync(new ProcessStartInfo(
            "dotnet",
            [
                "publish", Path.Combine(Sources.Root, "ContactPortal.Blazor"), "--no-build", "--configuration", configuration,
                "--output", published,
            ])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        });
        Assert.True(exitCode == 0, output);
        return published;
    }
}
