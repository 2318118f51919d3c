using ContactPortal.Domain.Organisations;
using ContactPortal.Domain.Snapshots;
using ContactPortal.Domain.Storage;
using ContactPortal.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace ContactPortal.Tests.Access;

/// <summary>No request brings anything of another municipality (O1), however it is made.</summary>
public sealed class HostileRequestTests(SeededDatabase seeded, ITestOutputHelper output)
{
    private const int EnoughForAMutant = 40;
    private const int SeedOfTheMutant = 20_261_124;
    private const int OrdinaryRequests = 400;
    private const int LongRequests = 2_000;

    /// <summary>How many; CONTACTPORTAL_ATTACKS says another number.</summary>
    private static readonly int Requests = TestScale.Count("CONTACTPORTAL_ATTACKS", OrdinaryRequests, LongRequests);

    [Fact]
    public async Task EmployeeOfAarhus_TriesEveryDoor_HearsNothingOfKoebenhavn()
    {
        using var folder = await PortalFolder.OfAsync(seeded);
        await using var portal = Portal(folder, _ => { });
        output.WriteLine($"Seed {TestScale.Seed}");
        var attack = new HostileClient(portal, TestScale.Seed);
        await attack.RunAsync(Requests);
        Assert.Empty(attack.Leaks.Distinct());
        Assert.InRange(attack.HeardOwn, Requests / 20, int.MaxValue);
    }

    [Fact]
    public async Task RosterSourceThatForgetsTheOrganisation_UnderTheSameAttack_IsFound()
    {
        using var folder = await PortalFolder.OfAsync(seeded);
        await using var portal = Portal(folder, services => services.AddSingleton<ISnapshotLoader, NonCachingSnapshotLoader>());
        var attack = new HostileClient(portal, SeedOfTheMutant);
        await attack.RunAsync(EnoughForAMutant);
        Assert.NotEmpty(attack.Leaks);
    }

    private static PortalHost Portal(PortalFolder folder, Action<IServiceCollection> otherwise)
    {
        var portal = new PortalHost
        {
            DatabaseFile = folder.DatabaseFile, ConfigureServices = otherwise, Settings = { ["RateLimits:SignIn"] = "1000000", ["RateLimits:Api"] = "1000000" },
        };
        portal.Start();
        return portal;
    }

    /// <summary>Hands everybody the same municipality's roster, as a query without its organisation would.</summary>
    private sealed class NonCachingSnapshotLoader(PortalDatabase database, TimeProvider clock) : ISnapshotLoader
    {
        private readonly SnapshotLoader rosters = new(database, clock);

        public Task<OrganisationSnapshot> LoadAsync(OrganisationCode organisation, CancellationToken cancellationToken) => rosters.LoadAsync(Koebenhavn, cancellationToken);

        public Task<IReadOnlyDictionary<OrganisationCode, long>> GetVersionsAsync(CancellationToken cancellationToken) => rosters.GetVersionsAsync(cancellationToken);
    }
}
