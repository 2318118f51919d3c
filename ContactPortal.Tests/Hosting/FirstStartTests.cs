using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace ContactPortal.Tests.Hosting;

/// <summary>What an operator reads at the first start.</summary>
public sealed class FirstStartTests
{
    // That AllowedHosts is not set, and that there is no mail server: an operator can set both.
    private static readonly string[] Actionable =
        ["ContactPortal.Blazor.Hosting.HttpPipeline", "ContactPortal.Blazor.Mail.OutboxHostedService"];

    [Theory, EveryDatabase]
    public async Task EmptyDatabase_AtTheFirstStartInProduction_LogsNothingThatAnOperatorCanNotActOn(Database kind)
    {
        using var database = DatabaseUnderTest.On(kind);
        await using var portal = new PortalHost
        {
            DatabaseFile = Path.Combine(database.Root, "portal.db"), ConnectionString = database.ConnectionString,
            Environment = Environments.Production,
        };
        portal.Start();
        Assert.DoesNotContain(portal.Log.Lines, line => line.Level >= LogLevel.Warning && !Actionable.Contains(line.Category));
    }
}
