using System.Diagnostics;
using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace ContactPortal.Tests.Hosting;

/// <summary>The portal as a service of systemd, whose unit says Type=notify.</summary>
public sealed class SystemdTests : IDisposable
{
    // The program asks for the name of its parent; a shell of that name runs it, and passes SIGTERM on.
    private const string Script = "\"$@\" & child=$!; trap 'kill $child' TERM; wait $child; wait $child";

    private readonly string folder = Directory.CreateTempSubdirectory("contactportal-systemd-").FullName;

    private static CancellationToken CancellationToken => TestContext.Current.CancellationToken;

    public void Dispose() => TemporaryFolder.Remove(folder);

    [Fact]
    public async Task Service_Started_SaysThatItIsReadyOnceItAnswers_AndThatItStops()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no systemd.");
        var systemd = Path.Combine(folder, "systemd");
        File.Copy("/bin/sh", systemd);
        using var notifications = new Socket(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified);
        var socket = Path.Combine(folder, "notify");
        notifications.Bind(new UnixDomainSocketEndPoint(socket));
        var address = $"http://127.0.0.1:{FreePort.Next()}";
        var portal = PortalProcess.StartInfo($"Data Source={Path.Combine(folder, "portal.db")}", []);
        var start = new ProcessStartInfo(systemd, ["-c", Script, "systemd", portal.FileName])
        {
            WorkingDirectory = portal.WorkingDirectory, RedirectStandardOutput = true,
        };
        foreach (var (key, value) in portal.Environment)
            start.Environment[key] = value;
        (start.Environment["NOTIFY_SOCKET"], start.Environment["ASPNETCORE_URLS"], start.Environment["Demonstration"]) =
            (socket, address, "false");
        using var service = Process.Start(start)!;
        var output = service.StandardOutput.ReadToEndAsync(CancellationToken);

        Assert.Equal("READY=1", await ReceiveAsync());
        using var client = new HttpClient();
        Assert.Equal("Healthy", await client.GetStringAsync(new Uri($"{address}/health/ready"), CancellationToken));
        using var stop = Process.Start("kill", ["-TERM", service.Id.ToString(CultureInfo.InvariantCulture)]);
        Assert.Equal("STOPPING=1", await ReceiveAsync());
        await service.WaitForExitAsync(CancellationToken);

        // The journal's levels: 6 is Information.
        Assert.All(
            (await output).Split('\n', StringSplitOptions.RemoveEmptyEntries), line => Assert.Matches("^<[2-7]>", line));

        async Task<string> ReceiveAsync()
        {
            var message = new byte[64];
            return Encoding.UTF8.GetString(message, 0, await notifications.ReceiveAsync(message, CancellationToken));
        }
    }
}
