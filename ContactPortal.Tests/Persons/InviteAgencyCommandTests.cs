using System.Text.RegularExpressions;
using ContactPortal.Domain.Organisations;
using ContactPortal.Domain.Persons;
using ContactPortal.Tests.Hosting;

namespace ContactPortal.Tests.Persons;

/// <summary>The operator's command that invites the agency's first person (P6).</summary>
public sealed partial class InviteAgencyCommandTests
{
    private const string InviteAgency = "invite-agency";
    private const string Usage = "invite-agency [options]";

    private static CancellationToken CancellationToken => TestContext.Current.CancellationToken;

    [Theory, EveryDatabase]
    public async Task EmptyDatabase_InvitedOnTwice_PrintsALinkEachTimeAndTheFirstIsVoid(Database on)
    {
        using var database = DatabaseUnderTest.On(on);
        var (first, second) = (await InviteAsync(database), await InviteAsync(database));
        Assert.NotEqual(first, second);
        await using var portal = PortalUnderTest.On(database);
        var invitations = portal.Get<InvitationService>();
        var before = (await invitations.FindAsync(first, CancellationToken))!;
        var open = (await invitations.FindAsync(second, CancellationToken))!;
        Assert.Equal((OrganisationCode.Agency, "jens@ams.example"), (open.Organisation, open.Email));
        Assert.NotNull(before.WithdrawnAt);
        Assert.Null(open.WithdrawnAt);
        Assert.Equal(open.InvitedAt + TimeSpan.FromDays(14), open.ExpiresAt);
        Assert.Empty((await portal.Verifier.VerifyAsync(CancellationToken)).Faults);
    }

    [Theory]
    [InlineData(2, Usage)]
    [InlineData(2, Usage, "--email")]
    [InlineData(2, Usage, "jens@ams.example")]
    [InlineData(2, Usage, "--email", "jens@ams.example", "karen@ams.example")]
    [InlineData(1, "\"jens\" is not an e-mail address.", "--email", "jens")]
    public async Task WrongUsageOrAddress_Given_IsReportedAndInvitesNobody(int code, string message, params string[] arguments)
    {
        using var database = DatabaseUnderTest.On(Database.Sqlite);
        var (exitCode, output) = await PortalProcess.RunAsync(database.AbsoluteConnectionString, [InviteAgency, .. arguments]);
        Assert.Equal(code, exitCode);
        Assert.Contains(message, output, StringComparison.Ordinal);
        Assert.DoesNotContain(Invitation.BasePath, output, StringComparison.Ordinal);
    }

    private static async Task<string> InviteAsync(DatabaseUnderTest database)
    {
        var (exitCode, output) = await PortalProcess.RunAsync(
            database.AbsoluteConnectionString, InviteAgency, "--email", "jens@ams.example");
        Assert.True(exitCode == 0, output);
        Assert.Contains("The link works once, until ", output, StringComparison.Ordinal);
        return Token().Match(output).Groups[1].Value;
    }

    [GeneratedRegex("/invitation/([0-9a-f]{64})")]
    private static partial Regex Token();
}
