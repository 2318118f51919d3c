using ContactPortal.Domain.Messaging;
using ContactPortal.Domain.Storage;
using ContactPortal.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace ContactPortal.Tests.Storage;

public sealed class StorageServicesTests
{
    private static CancellationToken CancellationToken => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("Data Source=")]
    [InlineData("portal.db")]
    [InlineData("Nonsense=1;Data Source=portal.db")]
    [InlineData("Mode=Sideways;Data Source=portal.db")]
    [InlineData("Host=;Database=portal")]
    [InlineData("Host=db.example")]
    [InlineData("Host=db.example;Database=portal;Nonsense=1")]
    [InlineData("Host=db.example;Database=portal;Port=x")]
    [InlineData("Host=db.example;Data Source=portal.db")]
    public void ConnectionStringThatNamesNoDatabase_Registered_IsRefusedByItsKey(string? connectionString)
    {
        var refused = Assert.Throws<ConnectionStringException>(
            () => new ServiceCollection().AddPortalStorage(connectionString, "/srv/portal"));
        Assert.Contains("ConnectionStrings:Portal", refused.Message, StringComparison.Ordinal);
        Assert.Contains("Data Source=", refused.Message, StringComparison.Ordinal);
        Assert.Contains("Host=", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task RelativePath_Migrated_StartsAtTheContentRootAndItsFolderIsMade()
    {
        using var database = DatabaseUnderTest.On(Database.Sqlite);
        Assert.False(File.Exists(database.File));
        await using var portal = PortalUnderTest.On(database);
        await portal.Store.MigrateAsync(CancellationToken);
        Assert.True(File.Exists(database.File));
        Assert.StartsWith(database.Root, database.File, StringComparison.Ordinal);
    }

    [Fact]
    public void PasswordOfARefusedConnectionString_IsNotInTheMessage()
    {
        var refused = Assert.Throws<ConnectionStringException>(
            () => new ServiceCollection().AddPortalStorage("Host=db.example;Password=hemmelig-17;Nonsense=hemmelig-17", "/srv/portal"));
        Assert.DoesNotContain("hemmelig", refused.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", 30, 100, "ContactPortal")]
    [InlineData(";Maximum Pool Size=7;Max Auto Prepare=0;Application Name=Portal2", 7, 0, "Portal2")]
    [InlineData(";MaxPoolSize=100", 100, 100, "ContactPortal")]
    [InlineData(";Minimum Pool Size=50", 50, 100, "ContactPortal")]
    public async Task PoolOfPostgres_UnlessTheConnectionStringSaysOtherwise_IsBoundedAndPrepares(
        string options, int maxPoolSize, int prepared, string application)
    {
        await using var services = new ServiceCollection()
            .AddPortalStorage("Host=db1.example,db2.example;Database=portal;Target Session Attributes=primary" + options, "/srv/portal")
            .BuildServiceProvider();
        var settings = new NpgsqlConnectionStringBuilder(services.GetRequiredService<NpgsqlDataSource>().ConnectionString);
        Assert.Equal((maxPoolSize, prepared, application), (settings.MaxPoolSize, settings.MaxAutoPrepare, settings.ApplicationName));
    }

    [Fact]
    public async Task AbsolutePath_Migrated_StaysWhereItIs()
    {
        using var database = DatabaseUnderTest.On(Database.Sqlite);
        await using var services = new ServiceCollection()
            .AddSingleton<ChangeFeed>()
            .AddPortalStorage($"Data Source={database.File}", "/nowhere")
            .BuildServiceProvider();
        await services.GetRequiredService<PortalDatabase>().MigrateAsync(CancellationToken);
        Assert.True(File.Exists(database.File));
    }
}
