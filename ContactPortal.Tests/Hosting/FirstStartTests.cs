using Microsoft.Extensions.Hosting;

namespace ContactPortal.Tests.Hosting;

/// <summary>What an operator reads at the first start.</summary>
public sealed class FirstStartTests
{
    [Theory, EveryDatabase]
    public async Task EmptyDatabase_AtTheFirstStartInProduction_LogsNoError(Database kind)
    {
        using var database = DatabaseUnderTest.On(kind);
        await using var portal = new PortalHost
        {
            DatabaseFile = Path.Combine(database.Root, "portal.db"), ConnectionString = database.ConnectionString,
            Environment = Environments.Production,
        };
        portal.Start();
        Assert.Empty(portal.Log.Errors);
    }
}
