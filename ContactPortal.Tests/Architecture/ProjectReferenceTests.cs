using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using ContactPortal.Blazor;
using ContactPortal.Domain.Storage;

namespace ContactPortal.Tests.Architecture;

/// <summary>The one direction of the projects: the domain knows no screen, the screen knows no database.</summary>
public sealed class ProjectReferenceTests
{
    private static readonly Assembly Domain = typeof(PortalDatabase).Assembly;
    private static readonly Assembly Blazor = typeof(PortalUrls).Assembly;

    [Fact]
    public void Domain_Built_ReferencesNoScreenAndNoHttp()
    {
        var references = Domain.GetReferencedAssemblies().Select(a => a.Name!).ToList();
        Assert.Contains("Microsoft.EntityFrameworkCore", references);
        Assert.DoesNotContain(references, name =>
            name.StartsWith("Microsoft.AspNetCore", StringComparison.Ordinal)
            || name.StartsWith("MudBlazor", StringComparison.Ordinal)
            || name.StartsWith("ContactPortal", StringComparison.Ordinal));
    }

    [Fact]
    public void Blazor_Built_UsesNoDatabase()
    {
        var used = TypesUsedBy(Blazor).ToList();
        Assert.Contains("ContactPortal.Domain.Contacts.ContactService", used);
        Assert.Contains("ContactPortal.Domain.Storage.PortalDatabase", used);
        Assert.DoesNotContain(used, type =>
            type.StartsWith("Microsoft.EntityFrameworkCore", StringComparison.Ordinal)
            || type.StartsWith("Microsoft.Data.Sqlite", StringComparison.Ordinal)
            || type.StartsWith("Npgsql", StringComparison.Ordinal));
        Assert.Empty(used.Where(type => type.StartsWith("ContactPortal.Domain.Storage.", StringComparison.Ordinal))
            .Except([
                "ContactPortal.Domain.Storage.PortalDatabase", "ContactPortal.Domain.Storage.StorageServices",
                "ContactPortal.Domain.Storage.DatabaseCopy",
                "ContactPortal.Domain.Storage.TableCopy", "ContactPortal.Domain.Storage.DatabaseAvailability",
                "ContactPortal.Domain.Storage.RevokedSessions", "ContactPortal.Domain.Storage.ProviderSession",
                "ContactPortal.Domain.Storage.ProviderSessions", "ContactPortal.Domain.Storage.ProviderSignOut",
                "ContactPortal.Domain.Storage.SignedInSession", "ContactPortal.Domain.Storage.SignedInSessions",
                "ContactPortal.Domain.Storage.DataProtectionKeyStore",
                "ContactPortal.Domain.Storage.DatabaseStatus", "ContactPortal.Domain.Storage.DatabaseFile",
                "ContactPortal.Domain.Storage.DatabaseFailures",
            ]));
    }

    [Fact]
    public void Blazor_Built_NeitherReadsNorWritesThroughTheStore()
    {
        var called = MembersUsedBy(Blazor, nameof(PortalDatabase)).ToList();
        Assert.Contains(nameof(PortalDatabase.MigrateAsync), called);
        Assert.Empty(called.Except([
            nameof(PortalDatabase.MigrateAsync), nameof(PortalDatabase.EnsureExistsAsync), nameof(PortalDatabase.CanConnectAsync),
            nameof(PortalDatabase.CanWriteAsync), nameof(PortalDatabase.BackUpAsync), nameof(PortalDatabase.GetStatusAsync),
            $"get_{nameof(PortalDatabase.Unpaced)}"]));
    }

    [Theory]
    [InlineData("Sqlite/SqlitePragmas.cs", "Microsoft.Data.Sqlite", "UseSqlite", "PRAGMA")]
    [InlineData("Postgres/PostgresPortalDb.cs", "Npgsql", "pg_", "advisory")]
    public void WordsOfOneDatabase_InTheSources_StandInItsOwnFolder(string example, params string[] words)
    {
        var folder = $"ContactPortal.Domain/Storage/{example.Split('/')[0]}/";
        var files = Sources.Ending(".cs", ".razor")
            .Where(f => !f.Path.StartsWith("ContactPortal.Tests/", StringComparison.Ordinal))
            .Where(f => words.Any(word => f.Text.Contains(word, StringComparison.Ordinal)))
            .Select(f => f.Path)
            .ToList();
        Assert.Contains("ContactPortal.Domain/Storage/" + example, files);
        Assert.DoesNotContain(files, path =>
            !path.StartsWith(folder, StringComparison.Ordinal)
            && path != "ContactPortal.Domain/Storage/StorageServices.cs");
    }

    private static List<string> TypesUsedBy(Assembly assembly)
    {
        using var file = new PEReader(File.OpenRead(assembly.Location));
        var metadata = file.GetMetadataReader();
        return
        [
            .. metadata.TypeReferences.Select(metadata.GetTypeReference)
                .Select(type => $"{metadata.GetString(type.Namespace)}.{metadata.GetString(type.Name)}"),
        ];
    }

    private static List<string> MembersUsedBy(Assembly assembly, string type)
    {
        using var file = new PEReader(File.OpenRead(assembly.Location));
        var metadata = file.GetMetadataReader();
        return
        [
            .. metadata.MemberReferences.Select(metadata.GetMemberReference)
                .Where(member => member.Parent.Kind == HandleKind.TypeReference
                    && metadata.GetString(metadata.GetTypeReference((TypeReferenceHandle)member.Parent).Name) == type)
                .Select(member => metadata.GetString(member.Name)),
        ];
    }
}
