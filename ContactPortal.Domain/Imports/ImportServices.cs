using Microsoft.Extensions.DependencyInjection;

namespace ContactPortal.Domain.Imports;

/// <summary>Registers the services that take in files.</summary>
public static class ImportServices
{
    /// <summary>Registers the imports of persons and of contacts.</summary>
    public static IServiceCollection AddPortalImports(this IServiceCollection services) => services
        .AddSingleton<PersonImportService>()
        .AddSingleton<ContactImportService>();
}
