using ContactPortal.Domain.Live;
using ContactPortal.Domain.Storage;
using ContactPortal.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace ContactPortal.Tests.Storage;

public sealed class StorageServicesTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("Data Source=")]
    [InlineData("portal.db")]
    [InlineData("Nonsense=1;Data Source=portal.db")]
    [InlineData("Mode=Sideways;Data Source=portal.db")]
    public void ConnectionStringThatNamesNoDatabase_Registered_IsRefusedByItsKey(string? connectionString)
    {
        var refused = Assert.Throws<InvalidOperationException>(() => new ServiceCollection().AddPortalStorage(connectionString, "/srv/portal"));
        Assert.Contains("ConnectionStrings:Portal", refused.Message, StringComparison.Ordinal);
        Assert.Contains("Data Source=", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task RelativePath_Migrated_StartsAtTheContentRootAndItsFolderIsMade()
    {
        using var database = DatabaseUnderTest.On(Database.Sqlite);
        Assert.False(File.Exists(database.File));
        await using var portal = PortalUnderTest.On(database);
        await portal.Store.MigrateAsync(Stop);
        Assert.True(File.Exists(database.File));
        Assert.StartsWith(database.Root, database.File, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AbsolutePath_Migrated_StaysWhereItIs()
    {
        using var database = DatabaseUnderTest.On(Database.Sqlite);
        await using var services = new ServiceCollection()
            .AddSingleton<ChangeFeed>()
            .AddPortalStorage($"Data Source={database.File}", "/nowhere")
            .BuildServiceProvider();
        await services.GetRequiredService<PortalStore>().MigrateAsync(Stop);
        Assert.True(File.Exists(database.File));
    }
}
