using ContactPortal.Blazor.Agency;
using ContactPortal.Blazor.Live;
using ContactPortal.Blazor.Mail;
using ContactPortal.Domain.Access;
using ContactPortal.Domain.Agency;
using ContactPortal.Domain.Contacts;
using ContactPortal.Domain.Deliveries;
using ContactPortal.Domain.Imports;
using ContactPortal.Domain.Jobs;
using ContactPortal.Domain.Messaging;
using ContactPortal.Domain.OwnData;
using ContactPortal.Domain.Organisations;
using ContactPortal.Domain.Persons;
using ContactPortal.Domain.Presence;
using ContactPortal.Domain.Rights;
using ContactPortal.Domain.Snapshots;
using ContactPortal.Domain.Storage;
using ContactPortal.Domain.Text;
using ContactPortal.Domain.Verification;
using Microsoft.Extensions.Options;

namespace ContactPortal.Blazor.Hosting;

/// <summary>Registers the domain: storage, commands, mail, and the services that keep pages live.</summary>
internal static class PortalServices
{
    public static void AddPortal(this WebApplicationBuilder builder)
    {
        builder.Services.AddPortalStorage(
            builder.Configuration.GetConnectionString(StorageServices.ConnectionName), builder.Environment.ContentRootPath);
        builder.Services.AddDatabaseOutage();
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddOptions<CommandPaceOptions>().BindConfiguration(CommandPaceOptions.Section)
            .Validate(
                pace => pace.IsValid,
                $"{CommandPaceOptions.Section}:{nameof(CommandPaceOptions.Burst)} and {nameof(CommandPaceOptions.PerSecond)} should be at "
                + "least 1.")
            .ValidateOnStart();
        builder.Services.AddSingleton(services => new CommandPace(
            services.GetRequiredService<TimeProvider>(), services.GetRequiredService<IOptions<CommandPaceOptions>>().Value));
        builder.Services.AddPortalPersons();
        builder.Services.AddPortalImports();
        builder.Services.AddOptions<OrganisationOptions>()
            .Configure(options => builder.Configuration.GetSection(OrganisationOptions.Section).Bind(options.ByCode))
            .ValidateOnStart();
        builder.Services.AddSingleton<IValidateOptions<OrganisationOptions>, ValidateOrganisationOptions>();
        builder.Services.AddSingleton<ContactService>();
        builder.Services.AddSingleton<DeliveryIntake>();
        builder.Services.AddSingleton<DeliveryQueries>();
        builder.Services.AddOptions<CalendarOptions>().BindConfiguration(CalendarOptions.Section)
            .Validate(
                calendar => calendar.DueDay.Values.All(day => day is >= 1 and <= CalendarOptions.LatestDay),
                $"{CalendarOptions.Section}:{nameof(CalendarOptions.DueDay)} must give each delivery type a day from 1 to "
                + $"{CalendarOptions.LatestDay}.")
            .ValidateOnStart();
        builder.Services.AddOptions<PersonalDataOptions>().BindConfiguration(PersonalDataOptions.Section)
            .Validate(
                data => data.Officer.Length == 0 || EmailAddress.IsValid(data.Officer),
                $"{PersonalDataOptions.Section}:{nameof(PersonalDataOptions.Officer)} should be an e-mail address.")
            .Validate(
                data => data.Basis.Length <= PersonalDataOptions.LongestText && data.Kept.Length <= PersonalDataOptions.LongestText,
                $"{PersonalDataOptions.Section}:{nameof(PersonalDataOptions.Basis)} and :{nameof(PersonalDataOptions.Kept)} should have at "
                + $"most {PersonalDataOptions.LongestText} characters.")
            .ValidateOnStart();
        builder.Services.AddSingleton<OwnDataQueries>();
        builder.Services.AddSingleton<RightsService>();
        builder.Services.AddSingleton<RightsFromSignIn>();
        builder.Services.AddSingleton<RightsHistory>();
        builder.Services.AddOptions<RightsOptions>().BindConfiguration(RightsOptions.Section)
            .Validate(
                rights => !rights.FromSignIn || rights.GrantedIn.Length > 0,
                $"{RightsOptions.Section}:{nameof(RightsOptions.GrantedIn)} must name the system that rights are granted in, since "
                + $"{RightsOptions.Section}:{nameof(RightsOptions.FromSignIn)} is true.")
            .ValidateOnStart();
        builder.Services.AddSingleton<ChangeFeed>();
        builder.Services.AddSingleton<DatabaseAvailability>();
        builder.Services.AddSingleton<ISnapshotLoader, SnapshotLoader>();
        builder.Services.AddSingleton<SnapshotCache>();
        builder.Services.AddSingleton<SnapshotReader>();
        builder.Services.AddSingleton<MunicipalityStatusCache>();
        builder.Services.AddSingleton<AgencySnapshotCache>();
        builder.Services.AddSingleton<LookUpLog>();
        builder.Services.AddSingleton<LookUpPurposes>();
        builder.Services.AddSingleton<PersonIndexCache>();
        builder.Services.AddSingleton<PresenceTracker>();
        builder.Services.AddSingleton<JobLeases>();
        builder.Services.AddSingleton<AbsenceService>();
        builder.Services.AddSingleton<ContactHistories>();
        builder.Services.AddSingleton<HistoryVerifier>();
        builder.Services.AddSingleton<HistoryAnchors>();
        builder.Services.AddOptions<HistoryOptions>().BindConfiguration(HistoryOptions.Section)
            .Validate(
                history => history.AnchorEvery > TimeSpan.Zero,
                $"{HistoryOptions.Section}:{nameof(HistoryOptions.AnchorEvery)} should be more than zero.")
            .ValidateOnStart();
        builder.Services.AddHostedService<HistoryAnchorService>();
        builder.AddMail();
        builder.Services.AddHostedService<BackplaneHostedService>();
        builder.Services.AddHostedService<SnapshotRefreshService>();
        builder.Services.AddHostedService<PresenceExpiryService>();
    }
}
