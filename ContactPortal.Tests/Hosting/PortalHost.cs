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

/// <summary>The whole portal on a port of its own, with the database file that it is given and a log that tests can read.</summary>
public sealed class PortalHost : WebApplicationFactory<Program>
{
    public PortalHost() => UseKestrel(options => options.Listen(IPAddress.Loopback, 0, listen =>
    {
        if (Certificate is not null)
            listen.UseHttps(Certificate);
    }));

    /// <summary>The certificate that it serves https with; without one it serves http.</summary>
    public X509Certificate2? Certificate { get; init; }

    /// <summary>Where the database is, or will be.</summary>
    public required string DatabaseFile { get; init; }

    /// <summary>What it is configured with; the database in that file unless said otherwise.</summary>
    public string ConnectionString
    {
        get => field ?? $"Data Source={DatabaseFile}";
        init;
    }

    /// <summary>The environment's name.</summary>
    public string Environment { get; init; } = Environments.Development;

    /// <summary>Settings beside the database's, as they would stand in a configuration file.</summary>
    public Dictionary<string, string?> Settings { get; init; } = [];

    /// <summary>The folder that its mails are written to, beside the database.</summary>
    public string MailFolder => Path.Combine(Path.GetDirectoryName(DatabaseFile)!, "mails");

    /// <summary>What is registered otherwise than the portal does it.</summary>
    public Action<IServiceCollection> ConfigureServices { get; init; } = _ => { };

    /// <summary>What the portal has logged.</summary>
    public CapturedLog Log { get; } = new();

    public ContactService Book => Services.GetRequiredService<ContactService>();

    public PersonDirectory People => Services.GetRequiredService<PersonDirectory>();

    public SnapshotCache Snapshots => Services.GetRequiredService<SnapshotCache>();

    /// <summary>What its clock shows: tests take dates from here, and not from the machine.</summary>
    public DateTimeOffset Now => Services.GetRequiredService<TimeProvider>().GetUtcNow();

    /// <summary>The month that it is in Denmark by its clock.</summary>
    public Period CurrentPeriod => Period.Of(DanishCalendar.Of(Now));

    /// <summary>The portal's own address, without a slash at its end.</summary>
    public string Address { get; private set; } = "";

    /// <summary>Starts it; returns when it answers.</summary>
    public void Start()
    {
        StartServer();
        Address = Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();
    }

    /// <summary>A client with cookies of its own that follows no redirection.</summary>
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
        foreach (var (key, value) in Settings)
            builder.UseSetting(key, value);
        builder.ConfigureLogging(logging => logging.ClearProviders().AddProvider(Log));
        builder.ConfigureTestServices(ConfigureServices);
    }
}
