using System.Collections.Immutable;
using ContactPortal.Domain.Access;
using ContactPortal.Domain.Organisations;
using ContactPortal.Domain.Persons;
using ContactPortal.Tests.Hosting;

namespace ContactPortal.Tests.Persons;

/// <summary>Changes persons as a municipality's own directory does.</summary>
internal static class ProvisioningTestExtensions
{
    private static CancellationToken CancellationToken => TestContext.Current.CancellationToken;

    /// <summary>A directory of Aarhus.</summary>
    public static ProvisioningSource Entra { get; } = SourceOf(Aarhus);

    /// <summary>A directory of the municipality.</summary>
    public static ProvisioningSource SourceOf(OrganisationCode organisation) => new(organisation, Guid.NewGuid(), "Entra ID");

    /// <summary>A user as a directory sends it.</summary>
    public static ProvisionedState AUser(int number) => new(
        new()
        {
            UserName = $"Bruger{number}@kommune.example", ExternalId = $"id-{number}", DisplayName = $"Bruger {number}",
            Emails = [ProvisionedEmail.AtWork($"Bruger{number}@kommune.example", true)], Rid = $"{98_000_000 + number}",
        },
        Active: true);

    extension(PortalUnderTest portal)
    {
        public Task<ProvisioningOutcome> CreateUserAsync(ProvisionedState state, ProvisioningSource? source = null) =>
            portal.Get<ProvisioningService>().CreateAsync(source ?? Entra, state, CancellationToken);

        /// <summary>Adds users, and returns their ids.</summary>
        public async Task<ImmutableArray<Guid>> AddUsersAsync(int count)
        {
            var ids = ImmutableArray.CreateBuilder<Guid>();
            for (var number = 1; number <= count; number++)
                ids.Add(Assert.IsType<ProvisioningOutcome.Stored>(await portal.CreateUserAsync(AUser(number))).User.Id);
            return ids.ToImmutable();
        }

        public Task<ProvisioningOutcome> SetActiveAsync(Guid id, bool active) =>
            portal.Get<ProvisioningService>().UpdateAsync(Entra, id, state => state with { Active = active }, CancellationToken);

        public Task<ProvisioningOutcome> DeleteUserAsync(Guid id, ProvisioningSource? source = null) =>
            portal.Get<ProvisioningService>().DeleteAsync(source ?? Entra, id, CancellationToken);

        /// <summary>The ids of the users for which the condition holds.</summary>
        public async Task<ImmutableArray<Guid>> IdsWhereAsync(ProvisionedKey attribute, string value, ProvisioningSource? source = null)
        {
            var (users, total) = await portal.Get<ProvisioningQueries>().ListAsync(
                source ?? Entra, [new(attribute, value)], skip: 0, take: 100, CancellationToken);
            Assert.Equal(users.Length, total);
            return [.. users.Select(u => u.Id)];
        }

        public Task<CredentialOutcome> CreateCredentialAsync(Actor actor, string name) =>
            portal.Get<ProvisioningCredentials>().CreateAsync(actor, name, CancellationToken);

        public Task<ProvisioningSource?> AuthenticateAsync(string token) =>
            portal.Get<ProvisioningCredentials>().AuthenticateAsync(token, CancellationToken);
    }
}
