using Microsoft.Extensions.DependencyInjection;

namespace ContactPortal.Domain.Persons;

/// <summary>Sets up the directory of persons.</summary>
public static class PersonServices
{
    /// <summary>Registers the directory, its commands and the matching of sign-ins; <see cref="IssuerOptions"/> are the caller's to bind.</summary>
    public static IServiceCollection AddPortalPersons(this IServiceCollection services) => services
        .AddSingleton<PersonDirectory>()
        .AddSingleton<PersonHistories>()
        .AddSingleton<PersonService>()
        .AddSingleton<SignInMatcher>()
        .AddSingleton<AccessRequestService>()
        .AddSingleton<InvitationService>()
        .AddSingleton<MunicipalityOverview>()
        .AddSingleton<UnknownSignInLog>();
}
