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
/// A PostgreSQL server for the tests, started on first use and stopped with the run. The portal's role on it is no superuser, as in
/// production. A test that stops the server or fails over starts one of its own.
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

        // The server refuses to run as root; Debian's package has created the user postgres.
        string[] start = Environment.IsPrivilegedProcess ? ["runuser", "-u", "postgres", "--", .. shell] : shell;
        process = Process.Start(
            new ProcessStartInfo(start[0], start[1..]) { RedirectStandardInput = true, RedirectStandardOutput = true })!;
        if (process.StandardOutput.ReadLine() != Ready)
            throw new InvalidOperationException("The tests' own PostgreSQL server did not start.");
        Execute($"CREATE ROLE {Portal} LOGIN");
        template = new(MakeTemplateAsync);
    }

    /// <summary>The reason why no server can be started here; null when one can.</summary>
    public static string? UnavailableReason =>
        Programs is null ? "There is no PostgreSQL on this machine: install the package postgresql to run these tests." : null;

    /// <summary>Skips the test when PostgreSQL is not installed.</summary>
    public static void SkipWhenMissing() => Assert.SkipWhen(UnavailableReason is not null, UnavailableReason ?? "");

    /// <summary>The shared server, started on first use.</summary>
    public static PostgresServer Running => Lazy.Value;

    /// <summary>Starts another server for one test.</summary>
    public static PostgresServer StartNew() => new();

    /// <summary>Stops the server immediately, without a shutdown checkpoint.</summary>
    public void Stop() => SendCommand("stop");

    /// <summary>Restarts the server after a stop.</summary>
    public void Start() => SendCommand("start");

    /// <summary>Starts a streaming standby; returns its port.</summary>
    public int StartStandby()
    {
        var standby = FreePort.Next();
        SendCommand("standby", standby.ToString(CultureInfo.InvariantCulture));
        return standby;
    }

    /// <summary>Promotes the standby to primary.</summary>
    public void Promote() => SendCommand("promote");

    /// <summary>The portal's connection string for that database.</summary>
    public string ConnectionStringOf(string database) => ConnectionStringOf(database, Portal);

    /// <summary>Creates an empty database; returns its name.</summary>
    public string CreateDatabase()
    {
        var name = NextName();
        Execute($"CREATE DATABASE {name} STRATEGY FILE_COPY OWNER {Portal}");
        return name;
    }

    /// <summary>Creates a database with the portal's schema, faster than by migrating; returns its name.</summary>
    public async Task<string> CreateMigratedDatabaseAsync()
    {
        await template.Value;
        return CopyDatabase(Template);
    }

    /// <summary>Copies a database, which must not be in use; returns the copy's name.</summary>
    public string CopyDatabase(string original)
    {
        var name = NextName();

        // Copies files, a third of the work of logging each page.
        Execute($"CREATE DATABASE {name} TEMPLATE {original} STRATEGY FILE_COPY OWNER {Portal}");
        return name;
    }

    /// <summary>Drops a database, disconnecting its clients.</summary>
    public void DropDatabase(string name) => Execute($"DROP DATABASE IF EXISTS {name} WITH (FORCE)");

    /// <summary>Executes SQL in a database as superuser.</summary>
    public void Execute(string sql, string database = Superuser)
    {
        using var connection = new NpgsqlConnection($"{ConnectionStringOf(database, Superuser)};Pooling=false");
        connection.Open();
        using var command = new NpgsqlCommand(sql, connection);
        command.ExecuteNonQuery();
    }

    /// <summary>Runs one of PostgreSQL's programs; the command is split at spaces, so no argument may contain one.</summary>
    public Task<(int ExitCode, string Output)> RunAsync(string command)
    {
        var parts = command.Split(' ');
        return CompletedProcess.RunAsync(new(Path.Combine(Programs!, parts[0]), parts[1..])
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

    private void SendCommand(string command, string number = "")
    {
        process.StandardInput.WriteLine($"{command} {number}");
        if (process.StandardOutput.ReadLine() != command)
            throw new InvalidOperationException($"The tests' own PostgreSQL server could not {command}.");
    }

    // The newest version in Debian's folder, else the first on the PATH.
    private static string? FindPrograms()
    {
        const string debian = "/usr/lib/postgresql";
        var versions = Directory.Exists(debian) ? Directory.GetDirectories(debian) : [];
        return versions.OrderByDescending(
            v => int.TryParse(Path.GetFileName(v), CultureInfo.InvariantCulture, out var version) ? version : 0)
            .Select(version => Path.Combine(version, "bin"))
            .Concat(Installed.Path)
            .FirstOrDefault(folder => File.Exists(Path.Combine(folder, "initdb")));
    }

    private string NextName() => string.Create(CultureInfo.InvariantCulture, $"test_{Interlocked.Increment(ref made)}");

    private string ConnectionStringOf(string database, string user) =>
        string.Create(CultureInfo.InvariantCulture, $"Host={Host};Port={port};Database={database};Username={user}");

    private async Task MakeTemplateAsync()
    {
        Execute($"CREATE DATABASE {Template} OWNER {Portal}");
        await using var services = new ServiceCollection()
            .AddSingleton<ChangeFeed>()
            .AddPortalStorage(ConnectionStringOf(Template), Path.GetTempPath())
            .BuildServiceProvider();
        await services.GetRequiredService<PortalDatabase>().MigrateAsync(CancellationToken.None);
    }

    /// <summary>Disposed by the test runner at the end of the run; stops the server.</summary>
    public sealed class Run : IDisposable
    {
        public void Dispose()
        {
            if (Lazy.IsValueCreated)
                Running.Dispose();
        }
    }
}
