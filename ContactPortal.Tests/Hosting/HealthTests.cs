using System.Net;
using ContactPortal.Blazor;
using ContactPortal.Blazor.Hosting;
using ContactPortal.Domain.Mail;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace ContactPortal.Tests.Hosting;

/// <summary>What /health/ready says of the disk and of mails.</summary>
public sealed class HealthTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("contactportal-health-").FullName;

    private static CancellationToken CancellationToken => TestContext.Current.CancellationToken;

    public void Dispose() => TemporaryFolder.Remove(folder);

    [Theory]
    [InlineData(10L << 30, HttpStatusCode.OK, "Healthy")]
    [InlineData(100L << 20, HttpStatusCode.OK, "Degraded\nThe disk of the database is almost full.")]
    [InlineData(1L << 20, HttpStatusCode.ServiceUnavailable, "Unhealthy\nThe disk of the database is full.")]
    public async Task Ready_WithThatFreeSpaceBesideTheDatabase_Says(long free, HttpStatusCode status, string text)
    {
        var disks = new FakeDiskSpace(free);
        await using var host = new PortalHost
        {
            DatabaseFile = Path.Combine(folder, "portal.db"), Settings = { ["Demonstration"] = "false" },
            ConfigureServices = services => services.AddSingleton<DiskSpace>(disks),
        };
        host.Start();
        using var client = host.Client();
        using var answer = await client.GetAsync(PortalUrls.Ready, CancellationToken);
        Assert.Equal((status, text), (answer.StatusCode, await answer.Content.ReadAsStringAsync(CancellationToken)));
        Assert.Equal(folder, disks.Asked);
    }

    [Fact]
    public async Task Ready_WhileNoMailCanBeSent_SaysSo_AndIsAnswered200()
    {
        var clock = new FakeTimeProvider(new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero));
        await using var host = new PortalHost
        {
            DatabaseFile = Path.Combine(folder, "portal.db"), Settings = { ["Demonstration"] = "false" },
            ConfigureServices = services => services.AddSingleton<TimeProvider>(clock),
        };
        host.Start();
        using var client = host.Client();
        var health = host.Services.GetRequiredService<MailHealth>();
        var outage = new SendResult.Held("connection refused", TransportFault.Outage);
        health.Fails(outage);
        Assert.Equal((HttpStatusCode.OK, "Healthy"), await ReadyAsync(client));
        clock.Advance(TimeSpan.FromMinutes(5));
        health.Fails(outage);
        Assert.Equal((HttpStatusCode.OK, "Degraded\nMails can not be sent."), await ReadyAsync(client));
        health.Works();
        Assert.Equal((HttpStatusCode.OK, "Healthy"), await ReadyAsync(client));
    }

    [Fact]
    public void Space_OfAFolderThatIsNotThereYet_IsThatOfItsParent() =>
        Assert.True(new DiskSpace().FreeIn(Path.Combine(folder, "not", "yet")) > 0);

    private static async Task<(HttpStatusCode Status, string Text)> ReadyAsync(HttpClient client)
    {
        using var answer = await client.GetAsync(PortalUrls.Ready, CancellationToken);
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync(CancellationToken));
    }

    private sealed class FakeDiskSpace(long free) : DiskSpace
    {
        public string? Asked { get; private set; }

        public override long FreeIn(string folder)
        {
            Asked = folder;
            return free;
        }
    }
}
