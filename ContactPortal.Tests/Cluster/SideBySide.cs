using System.Collections.Concurrent;
using System.Globalization;
using System.Text.RegularExpressions;
using ContactPortal.Blazor;
using ContactPortal.Blazor.Contacts;
using ContactPortal.Tests.Hosting;

namespace ContactPortal.Tests.Cluster;

/// <summary>
/// The command "side-by-side FOLDER": the former version of the portal, published to that folder, and this one on one PostgreSQL
/// database, as during a rolling upgrade. Both save all the time; prints what was saved, what failed, and what arrived at the pages of the
/// other version. Exit code 1 if a save failed, or no change arrived.
/// </summary>
internal static partial class SideBySide
{
    public const string Command = "side-by-side";

    private const int SaversEach = 2;

    private static readonly TimeSpan Phase = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(500);
    private static readonly string[] Personas = ["Mette Holm", "Ali Khan"];

    public static async Task<int> RunAsync(string former)
    {
        using var server = PostgresServer.StartNew();
        var database = server.ConnectionStringOf(server.CreateDatabase());
        await using var before = await PortalProcess.StartFormerAsync(former, database);
        var contacts = await ContactsAsync(before.Address);
        var (alone, first, second, after) = (new Load("former"), new Load("former"), new Load("present"), new Load("present"));
        await alone.RunAsync(before.Address, contacts[..SaversEach], Phase, other: null);

        // Migrates the database while the former version saves.
        var starting = first.RunAsync(before.Address, contacts[..SaversEach], Phase + Phase, second);
        await using (var now = await PortalProcess.StartAsync(database))
        {
            await Task.WhenAll(
                starting, second.RunAsync(now.Address, contacts[SaversEach..(2 * SaversEach)], Phase, first));
            await before.StopAsync();
            await after.RunAsync(now.Address, contacts[SaversEach..(2 * SaversEach)], Phase, other: null);
        }

        foreach (var (name, load) in new[]
        {
            ("former version alone", alone), ("former version beside the present one", first),
            ("present version beside the former one", second), ("present version alone", after),
        })
        {
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{name}: {load.Saved.Count} saves, {load.Failures.Count} failed, {load.SeenOfOther} names of the other version seen"));
            foreach (var failure in load.Failures.Distinct())
                Console.WriteLine($"  {failure}");
        }

        Load[] all = [alone, first, second, after];

        // The names that a page has when it is opened are none that arrived.
        return all.All(load => !load.Saved.IsEmpty && load.Failures.IsEmpty)
            && first.SeenOfOther > SaversEach && second.SeenOfOther > SaversEach
                ? 0
                : 1;
    }

    private static async Task<Guid[]> ContactsAsync(string address)
    {
        using var client = new PortalClient(address);
        await client.SignInAsync(Personas[0]);
        var page = await client.ReadAsync(PortalUrls.Contacts);
        var button = OverviewRowModel.EditButtonId(Guid.Empty).Replace($"{Guid.Empty:N}", "([0-9a-f]{32})", StringComparison.Ordinal);
        return [.. Regex.Matches(page, button).Select(match => Guid.Parse(match.Groups[1].Value)).Distinct()];
    }

    /// <summary>Savers at one version, and a page there that watches what the other version saves.</summary>
    private sealed class Load(string version)
    {
        private readonly ConcurrentDictionary<string, bool> seen = [];

        public ConcurrentQueue<string> Saved { get; } = [];

        public ConcurrentQueue<string> Failures { get; } = [];

        public int SeenOfOther => seen.Count;

        public async Task RunAsync(string address, IReadOnlyList<Guid> contacts, TimeSpan duration, Load? other)
        {
            using var ending = new CancellationTokenSource(duration);
            using var watcher = new PortalClient(address);
            await watcher.SignInAsync(Personas[0]);
            await using var page = await watcher.OpenAsync(handler: text => Watch(text, other), page: new());
            await Task.WhenAll(contacts.Select((contact, i) => SaveAsync(address, Personas[i], contact, ending.Token)));
        }

        private async Task SaveAsync(string address, string persona, Guid contact, CancellationToken cancellationToken)
        {
            using var client = new PortalClient(address);
            await client.SignInAsync(persona);
            using var pace = new PeriodicTimer(Pace);
            while (!cancellationToken.IsCancellationRequested)
            {
                var saver = new PageSaver(Koebenhavn, contact);
                try
                {
                    await using var page = await saver.OpenAsync(client);
                    while (!cancellationToken.IsCancellationRequested)
                    {
                        var name = string.Create(CultureInfo.InvariantCulture, $"Sofus {version} {persona} {Saved.Count:0000}");
                        await saver.TypeAsync(name);
                        await saver.SaveAsync();
                        Saved.Enqueue(name);
                        await pace.WaitForNextTickAsync(CancellationToken.None);
                    }
                }
                catch (Exception exception)
                {
                    Failures.Enqueue(exception.Message);
                    await pace.WaitForNextTickAsync(CancellationToken.None);
                }
            }
        }

        private void Watch(string text, Load? other)
        {
            foreach (var match in SavedName().Matches(text).Where(match => match.Groups["version"].Value == other?.Version))
                seen.TryAdd(match.Value, true);
        }

        private string Version => version;
    }

    [GeneratedRegex(@"Sofus (?<version>\w+) [\w ]+ \d{4}")]
    private static partial Regex SavedName();
}
