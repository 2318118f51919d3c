using ContactPortal.Domain.Organisations;
using ContactPortal.Domain.Snapshots;
using ContactPortal.Domain.Storage;
using ContactPortal.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace ContactPortal.Tests.Access;

/// <summary>No hostile request returns data of another municipality (O1).</summary>
public sealed class HostileRequestTests(SeededDatabase seeded, ITestOutputHelper output)
{
    private const int EnoughForAMutant = 40;
    private const int SeedOfTheMutant = 20_261_124;
    private const int OrdinaryRequests = 400;
    private const int LongRequests = 2_000;

    /// <summary>The number of requests; CONTACTPORTAL_ATTACKS overrides it.</summary>
    private static readonly int Requests = TestScale.Count("CONTACTPORTAL_ATTACKS", OrdinaryRequests, LongRequests);

    [Fact]
    public async Task EmployeeOfAarhus_SendsHostileRequests_ReceivesNothingOfKoebenhavn()
    {
        using var folder = await PortalFolder.OfAsync(seeded);
        await using var portal = Portal(folder, _ => { });
        output.WriteLine($"Seed {TestScale.Seed}");
        var client = new HostileClient(portal, TestScale.Seed);
        await client.RunAsync(Requests);
        Assert.Empty(client.Leaks.Distinct());
        Assert.InRange(client.OwnCanariesSeen, Requests / 20, int.MaxValue);
    }

    [Fact]
    public async Task SnapshotLoaderThatIgnoresTheOrganisation_UnderTheSameRequests_IsDetected()
    {
        using var folder = await PortalFolder.OfAsync(seeded);
        await using var portal = Portal(folder, services => services.AddSingleton<ISnapshotLoader, WrongOrganisationSnapshotLoader>());
        var client = new HostileClient(portal, SeedOfTheMutant);
        await client.RunAsync(EnoughForAMutant);
        Assert.NotEmpty(client.Leaks);
    }

    private static PortalHost Portal(PortalFolder folder, Action<IServiceCollection> otherwise)
    {
        var portal = new PortalHost
        {
            DatabaseFile = folder.DatabaseFile, ConfigureServices = otherwise,
            Settings = { ["RateLimits:SignIn"] = "1000000", ["RateLimits:Api"] = "1000000" },
        };
        portal.Start();
        return portal;
    }

    /// <summary>A mutant that loads København's snapshot for every organisation, as a query without its filter would.</summary>
    private sealed class WrongOrganisationSnapshotLoader(PortalDatabase database, TimeProvider clock) : ISnapshotLoader
    {
        private readonly SnapshotLoader snapshots = new(database, clock);

        public Task<OrganisationSnapshot> LoadAsync(OrganisationCode organisation, CancellationToken cancellationToken) =>
            snapshots.LoadAsync(Koebenhavn, cancellationToken);

        public Task<IReadOnlyDictionary<OrganisationCode, long>> GetVersionsAsync(CancellationToken cancellationToken) =>
            snapshots.GetVersionsAsync(cancellationToken);
    }
}
