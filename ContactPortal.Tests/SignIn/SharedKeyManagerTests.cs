using ContactPortal.Blazor.SignIn;
using ContactPortal.Domain.Messaging;
using ContactPortal.Tests.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace ContactPortal.Tests.SignIn;

/// <summary>Changed keys expire the cache's token, and unchanged keys return the same token each time.</summary>
public sealed class SharedKeyManagerTests : IAsyncDisposable
{
    private static readonly DateTimeOffset At = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);

    private readonly CapturedLog log = new();
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("contactportal-keys-");
    private readonly ServiceProvider services;

    public SharedKeyManagerTests()
    {
        var builder = WebApplication.CreateBuilder();
        builder.Logging.ClearProviders().AddProvider(log);
        builder.Services.AddDataProtection().PersistKeysToFileSystem(folder);
        services = builder.Services.AddSingleton<Backplane>().BuildServiceProvider();
    }

    public async ValueTask DisposeAsync()
    {
        await services.DisposeAsync();
        TemporaryFolder.Remove(folder.FullName);
    }

    [Fact]
    public void Token_AskedForAgain_IsTheSame_UntilTheKeysAreOthers()
    {
        using var manager = Manager(services.GetRequiredService<IDataProtectionProvider>);
        var token = manager.GetCacheExpirationToken();
        Assert.Equal(token, manager.GetCacheExpirationToken());
        Assert.False(token.IsCancellationRequested);

        manager.CreateNewKey(At, At.AddDays(90));
        Assert.True(token.IsCancellationRequested);
        Assert.False(manager.GetCacheExpirationToken().IsCancellationRequested);
    }

    [Fact]
    public void Token_OfKeysThatWereWithdrawn_IsExpired()
    {
        using var manager = Manager(services.GetRequiredService<IDataProtectionProvider>);
        var token = manager.GetCacheExpirationToken();
        manager.RevokeAllKeys(At);
        Assert.True(token.IsCancellationRequested);
    }

    [Fact]
    public void Keys_ToBeReadAgain_ExpireTheToken_AndAFailureToReadThemIsLogged()
    {
        using var failed = new ManualResetEventSlim();
        using var manager = Manager(() =>
        {
            failed.Set();
            throw new IOException("The database is away.");
        });
        var token = manager.GetCacheExpirationToken();
        manager.Refresh();
        Assert.True(token.IsCancellationRequested);
        Assert.True(failed.Wait(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken));
        Assert.True(
            SpinWait.SpinUntil(
                () => log.Lines.Any(line => line.Text.Contains("could not be read yet", StringComparison.Ordinal)),
                TimeSpan.FromSeconds(30)));
    }

    private BackplaneKeyManager Manager(Func<IDataProtectionProvider> ring) => new(
        ActivatorUtilities.CreateInstance<XmlKeyManager>(services), services.GetRequiredService<Backplane>(), ring,
        services.GetRequiredService<ILogger<BackplaneKeyManager>>());
}
