using Microsoft.Extensions.DependencyInjection;

namespace ContactPortal.Domain.Persons;

/// <summary>Registers the services of persons.</summary>
public static class PersonServices
{
    /// <summary>
    /// Registers the directory, its commands, access requests, invitations, the matching of sign-ins, and
    /// what a municipality's own directory changes. The caller binds
    /// <see cref="IssuerOptions"/>.
    /// </summary>
    public static IServiceCollection AddPortalPersons(this IServiceCollection services) => services
        .AddSingleton<PersonDirectory>()
        .AddSingleton<PersonHistories>()
        .AddSingleton<PersonService>()
        .AddSingleton<SignInMatcher>()
        .AddSingleton<AccessRequestService>()
        .AddSingleton<InvitationService>()
        .AddSingleton<ProvisioningCredentials>()
        .AddSingleton<ProvisioningQueries>()
        .AddSingleton<ProvisioningService>()
        .AddSingleton<HeldLeavingService>()
        .AddSingleton<MunicipalityOverview>()
        .AddSingleton<UnknownSignInLog>();
}
