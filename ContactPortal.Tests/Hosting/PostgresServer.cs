using ContactPortal.Tests.Hosting;
using System.Diagnostics;
using System.Globalization;
using ContactPortal.Domain.Messaging;
using ContactPortal.Domain.Storage;
using ContactPortal.Tests.Architecture;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

[assembly: AssemblyFixture(typeof(PostgresServer.Run))]

namespace ContactPortal.Tests.Hosting;

/// <summary>
/// A PostgreSQL server of the tests' own, started when the first test needs it and gone with the run. The portal is no superuser on it, as
/// nowhere else. A test that ends it, or has it fail over, has one of its own.
/// </summary>
internal sealed class PostgresServer : IDisposable
{
    private const string Host = "127.0.0.1";
    private const string Superuser = "postgres";
    private const string Portal = "portal";
    private const string Template = "portal_template";
    private const string Ready = "ready";

    private static readonly string? Programs = FindPrograms();
    private static readonly Lazy<PostgresServer> Lazy = new(() => new());

    private readonly int port = FreePort.Next();
    private readonly Process process;
    private readonly Lazy<Task> template;
    private int made;

    private PostgresServer()
    {
        var script = File.ReadAllText(Path.Combine(Sources.Root, "ContactPortal.Tests", "Hosting", "postgres.sh"));
        string[] shell = ["sh", "-c", script, "postgres.sh", port.ToString(CultureInfo.InvariantCulture), Programs!];

        // The server refuses to be root, and Debian's package has made a user for it.
        string[] command = Environment.IsPrivilegedProcess ? ["runuser", "-u", "postgres", "--", .. shell] : shell;
        process = Process.Start(new ProcessStartInfo(command[0], command[1..]) { RedirectStandardInput = true, RedirectStandardOutput = true })!;
        if (process.StandardOutput.ReadLine() != Ready)
            throw new InvalidOperationException("The tests' own PostgreSQL server did not start.");
        Do($"CREATE ROLE {Portal} LOGIN");
        template = new(MakeTemplateAsync);
    }

    /// <summary>Why there is none on this machine; null when there is one.</summary>
    public static string? Missing =>
        Programs is null ? "There is no PostgreSQL on this machine: install the package postgresql to run these tests." : null;

    /// <summary>Skips the test on a machine that has none.</summary>
    public static void SkipWhenMissing() => Assert.SkipWhen(Missing is not null, Missing ?? "");

    /// <summary>The server; started now, if nobody has needed it yet.</summary>
    public static PostgresServer Running => Lazy.Value;

    /// <summary>Another one, for a test alone.</summary>
    public static PostgresServer OfItsOwn() => new();

    /// <summary>Ends it at once, as a power cut does.</summary>
    public void End() => Order("stop");

    /// <summary>Starts it again.</summary>
    public void Start() => Order("start");

    /// <summary>Has a second server follow it; says the port.</summary>
    public int Follow()
    {
        var standby = FreePort.Next();
        Order("standby", standby.ToString(CultureInfo.InvariantCulture));
        return standby;
    }

    /// <summary>Has the second server be the first.</summary>
    public void Promote() => Order("promote");

    /// <summary>How the portal reaches that database.</summary>
    public string ConnectionStringOf(string database) => ConnectionStringOf(database, Portal);

    /// <summary>Makes an empty database; says its name.</summary>
    public string Make()
    {
        var name = NextName();
        Do($"CREATE DATABASE {name} OWNER {Portal}");
        return name;
    }

    /// <summary>Makes a database with the portal's schema, faster than by migrating it; says its name.</summary>
    public async Task<string> MakeMigratedAsync()
    {
        await template.Value;
        return MakeCopy(Template);
    }

    /// <summary>Makes a copy of a database that nobody uses meanwhile; says its name.</summary>
    public string MakeCopy(string original)
    {
        var name = NextName();
        Do($"CREATE DATABASE {name} TEMPLATE {original} OWNER {Portal}");
        return name;
    }

    /// <summary>Removes a database, whoever is still in it.</summary>
    public void Remove(string name) => Do($"DROP DATABASE IF EXISTS {name} WITH (FORCE)");

    /// <summary>Has the superuser do something in a database, behind the portal's back.</summary>
    public void Do(string sql, string database = Superuser)
    {
        using var connection = new NpgsqlConnection($"{ConnectionStringOf(database, Superuser)};Pooling=false");
        connection.Open();
        using var command = new NpgsqlCommand(sql, connection);
        command.ExecuteNonQuery();
    }

    /// <summary>Runs one of PostgreSQL's own programs, as its documentation writes the command: without spaces within an argument.</summary>
    public Task<(int ExitCode, string Said)> RunAsync(string command)
    {
        var words = command.Split(' ');
        return CompletedProcess.RunAsync(new(Path.Combine(Programs!, words[0]), words[1..])
        {
            Environment = { ["PGHOST"] = Host, ["PGPORT"] = port.ToString(CultureInfo.InvariantCulture) },
        });
    }

    public void Dispose()
    {
        process.StandardInput.Close();
        process.WaitForExit();
        process.Dispose();
    }

    private void Order(string order, string number = "")
    {
        process.StandardInput.WriteLine($"{order} {number}");
        if (process.StandardOutput.ReadLine() != order)
            throw new InvalidOperationException($"The tests' own PostgreSQL server could not {order}.");
    }

    // The newest, where Debian's package puts it; elsewhere on the PATH.
    private static string? FindPrograms()
    {
        const string debian = "/usr/lib/postgresql";
        var versions = Directory.Exists(debian) ? Directory.GetDirectories(debian) : [];
        return versions.OrderByDescending(v => int.TryParse(Path.GetFileName(v), CultureInfo.InvariantCulture, out var version) ? version : 0)
            .Select(version => Path.Combine(version, "bin"))
            .Concat(Installed.Path)
            .FirstOrDefault(folder => File.Exists(Path.Combine(folder, "initdb")));
    }

    private string NextName() => string.Create(CultureInfo.InvariantCulture, $"test_{Interlocked.Increment(ref made)}");

    private string ConnectionStringOf(string database, string user) =>
        string.Create(CultureInfo.InvariantCulture, $"Host={Host};Port={port};Database={database};Username={user}");

    private async Task MakeTemplateAsync()
    {
        Do($"CREATE DATABASE {Template} OWNER {Portal}");
        await using var services = new ServiceCollection()
            .AddSingleton<ChangeFeed>()
            .AddPortalStorage(ConnectionStringOf(Template), Path.GetTempPath())
            .BuildServiceProvider();
        await services.GetRequiredService<PortalDatabase>().MigrateAsync(CancellationToken.None);
    }

    /// <summary>Told by the runner when the run is over.</summary>
    public sealed class Run : IDisposable
    {
        public void Dispose()
        {
            if (Lazy.IsValueCreated)
                Running.Dispose();
        }
    }
}
