using System.Net;
using System.Security.Cryptography.X509Certificates;
using ContactPortal.Domain.Contacts;
using ContactPortal.Domain.Deliveries;
using ContactPortal.Domain.Persons;
using ContactPortal.Domain.Snapshots;
using ContactPortal.Domain.Text;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace ContactPortal.Tests.Hosting;

/// <summary>The whole portal in this process on its own port, on a given database, with a log that tests can read.</summary>
public sealed class PortalHost : WebApplicationFactory<Program>
{
    public PortalHost() => UseKestrel(options => options.Listen(IPAddress.Loopback, 0, listen =>
    {
        if (Certificate is not null)
            listen.UseHttps(Certificate);
    }));

    /// <summary>The certificate for HTTPS; without one the portal serves HTTP.</summary>
    public X509Certificate2? Certificate { get; init; }

    /// <summary>The database file; created when missing.</summary>
    public required string DatabaseFile { get; init; }

    /// <summary>The connection string; by default that of <see cref="DatabaseFile"/>.</summary>
    public string ConnectionString
    {
        get => field ?? $"Data Source={DatabaseFile}";
        init;
    }

    /// <summary>The environment's name.</summary>
    public string Environment { get; init; } = Environments.Development;

    /// <summary>Additional settings, as in a configuration file.</summary>
    public Dictionary<string, string?> Settings { get; init; } = [];

    /// <summary>The folder that mails are written to, beside the database.</summary>
    public string MailFolder => Path.Combine(Path.GetDirectoryName(DatabaseFile)!, "mails");

    /// <summary>Replaces or adds services.</summary>
    public Action<IServiceCollection> ConfigureServices { get; init; } = _ => { };

    /// <summary>The portal's log.</summary>
    public CapturedLog Log { get; } = new();

    public ContactService ContactService => Services.GetRequiredService<ContactService>();

    public PersonDirectory People => Services.GetRequiredService<PersonDirectory>();

    public SnapshotCache Snapshots => Services.GetRequiredService<SnapshotCache>();

    /// <summary>The time of the portal's clock; tests take dates from here, not from the machine.</summary>
    public DateTimeOffset Now => Services.GetRequiredService<TimeProvider>().GetUtcNow();

    /// <summary>The current month in Denmark by the portal's clock.</summary>
    public Period CurrentPeriod => Period.Of(DanishCalendar.Of(Now));

    /// <summary>The portal's address, without a trailing slash.</summary>
    public string Address { get; private set; } = "";

    /// <summary>Starts the portal; returns when it accepts requests.</summary>
    public void Start()
    {
        StartServer();
        Address = Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();
    }

    /// <summary>Creates a client with its own cookies that follows no redirects.</summary>
    public HttpClient Client() => new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        SslOptions = { RemoteCertificateValidationCallback = (_, shown, _, _) => Certificate?.Equals(shown) == true },
    })
    { BaseAddress = new(Address) };

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        builder.UseEnvironment(Environment);
        builder.UseSetting("ConnectionStrings:Portal", ConnectionString);
        if (Environment == Environments.Development)
            builder.UseSetting("Mail:Folder", MailFolder);
        builder.UseSetting("Mail:HoldFor", "00:00:00");

        // Tests change data faster than persons.
        builder.UseSetting("Commands:Burst", "1000000");
        foreach (var (key, value) in Settings)
            builder.UseSetting(key, value);
        builder.ConfigureLogging(logging => logging.ClearProviders().AddProvider(Log));
        builder.ConfigureTestServices(ConfigureServices);
    }
}
