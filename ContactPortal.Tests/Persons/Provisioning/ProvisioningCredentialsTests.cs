using ContactPortal.Domain.Access;
using ContactPortal.Domain.History;
using ContactPortal.Domain.Persons;
using ContactPortal.Tests.Hosting;

namespace ContactPortal.Tests.Persons;

/// <summary>The credentials of a municipality's own directory (P8).</summary>
public sealed class ProvisioningCredentialsTests
{
    private static CancellationToken CancellationToken => TestContext.Current.CancellationToken;

    [Theory, EveryDatabase]
    public async Task Credential_Made_WorksForItsMunicipalityUntilItIsWithdrawn(Database on)
    {
        await using var portal = await PortalUnderTest.OnAsync(on);
        var birthe = await portal.AddAdministratorAsync();
        var made = Assert.IsType<CredentialOutcome.Created>(await portal.CreateCredentialAsync(birthe, "  Entra  ID "));
        Assert.Equal(new(Aarhus, made.Credential.Id, "Entra ID"), await portal.AuthenticateAsync(made.Token));
        string[] wrong = [made.Token + "0", made.Token[..^1], made.Token.ToUpperInvariant(), "cpscim_", "cpscim_x_y", ""];
        foreach (var token in wrong)
            Assert.Null(await portal.AuthenticateAsync(token));

        var service = portal.Get<ProvisioningCredentials>();
        Assert.Equal(
            new CredentialOutcome.Withdrawn("Entra ID"), await service.WithdrawAsync(birthe, made.Credential.Id, CancellationToken));
        Assert.Null(await portal.AuthenticateAsync(made.Token));
        Assert.IsType<CredentialOutcome.NotFound>(await service.WithdrawAsync(birthe, made.Credential.Id, CancellationToken));
        Assert.Equal(
            [HistoryKind.CredentialCreated, HistoryKind.CredentialWithdrawn], (await portal.HistoryAsync(Aarhus)).Select(e => e.Kind));
        Assert.Equal(
            ["Entra ID", "Entra ID"], (await portal.RightsHistory.NewestAsync(birthe, CancellationToken)).Select(e => e.Person));
        await AssertSecretIsNowhereAsync(portal, made.Token[^64..]);
        Assert.Empty((await portal.Verifier.VerifyAsync(CancellationToken)).Faults);
    }

    [Theory, EveryDatabase]
    public async Task LastUse_IsWrittenOnceAnHour(Database on)
    {
        await using var portal = await PortalUnderTest.OnAsync(on);
        var birthe = await portal.AddAdministratorAsync();
        var made = Assert.IsType<CredentialOutcome.Created>(await portal.CreateCredentialAsync(birthe, "Entra ID"));
        var first = portal.Clock.GetUtcNow();
        foreach (var (wait, used) in new[] { (0, first), (59, first), (1, first + TimeSpan.FromHours(1)) })
        {
            portal.Clock.Advance(TimeSpan.FromMinutes(wait));
            await portal.AuthenticateAsync(made.Token);
            Assert.Equal(used, Assert.Single(await portal.Get<ProvisioningCredentials>().AllAsync(birthe, CancellationToken)).LastUsedAt);
        }
    }

    [Theory, EveryDatabaseInLongRuns]
    public async Task NoMoreThanTwo_WithNamesOfTheirOwn_AreMadeByAdministratorsOnly(Database on)
    {
        await using var portal = await PortalUnderTest.OnAsync(on);
        var birthe = await portal.AddAdministratorAsync();
        Assert.IsType<CredentialOutcome.Created>(await portal.CreateCredentialAsync(birthe, "Entra ID"));
        foreach (var name in new[] { "", " ", "entra id", new string('x', 61), "a\nb" })
            Assert.IsType<CredentialOutcome.NameWrong>(await portal.CreateCredentialAsync(birthe, name));
        Actor[] others =
        [
            await portal.AddActorAsync(APerson()) with { Role = Role.LocalAdministrator }, birthe with { Organisation = Roskilde },
            birthe with { Role = Role.Agency },
        ];
        foreach (var actor in others)
        {
            Assert.IsType<CredentialOutcome.NotFound>(await portal.CreateCredentialAsync(actor, "Okta"));
            Assert.Empty(await portal.Get<ProvisioningCredentials>().AllAsync(actor, CancellationToken));
        }

        Assert.IsType<CredentialOutcome.Created>(await portal.CreateCredentialAsync(birthe, "Okta"));
        Assert.IsType<CredentialOutcome.TooMany>(await portal.CreateCredentialAsync(birthe, "Tredje"));
    }

    private static async Task AssertSecretIsNowhereAsync(PortalUnderTest portal, string secret)
    {
        foreach (var entry in await portal.HistoryAsync(Aarhus))
            Assert.DoesNotContain(secret, entry.Changes, StringComparison.Ordinal);
        Assert.DoesNotContain(portal.Log.Lines, line => line.Text.Contains(secret, StringComparison.Ordinal));
    }
}
