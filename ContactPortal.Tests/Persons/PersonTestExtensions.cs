using ContactPortal.Domain.Access;
using ContactPortal.Domain.Organisations;
using ContactPortal.Domain.Persons;
using ContactPortal.Tests.Hosting;
using Microsoft.Extensions.Options;

namespace ContactPortal.Tests.Persons;

/// <summary>Adds, saves and matches persons in the tests of the directory.</summary>
internal static class PersonTestExtensions
{
    private static CancellationToken CancellationToken => TestContext.Current.CancellationToken;

    // The matcher asks for the issuers when it has read the candidates.
    private sealed class InterruptingOptions(IssuerOptions issuers, int times, Func<Task> act) : IOptions<IssuerOptions>
    {
        private int left = times;

        public IssuerOptions Value
        {
            get
            {
                if (left-- > 0)
                    act().GetAwaiter().GetResult();
                return issuers;
            }
        }
    }

    extension(PortalUnderTest portal)
    {
        /// <summary>Adds a local administrator of Aarhus.</summary>
        public Task<Actor> AddAdministratorAsync() => portal.AddActorAsync(APerson().LocalAdministrator());

        /// <summary>Adds Jens Winther of the agency, acting for Aarhus.</summary>
        public async Task<Actor> AddAgencyPersonAsync()
        {
            Person jens = APerson().In(OrganisationCode.Agency).Named("Jens Winther");
            await portal.AddAsync(jens);
            return (await portal.Directory.ActorAsync(jens.Id, Aarhus, CancellationToken))!;
        }

        public Task<PersonOutcome> SavePersonAsync(Actor actor, PersonDraft draft) =>
            portal.Get<PersonService>().SaveAsync(actor, draft, CancellationToken);

        /// <summary>Saves the person, and fails the test unless it is saved.</summary>
        public async Task<PersonOutcome.Saved> SavedPersonAsync(Actor actor, PersonDraft draft) =>
            Assert.IsType<PersonOutcome.Saved>(await portal.SavePersonAsync(actor, draft));

        /// <summary>Marks the person as left, and fails the test unless it is saved.</summary>
        public async Task<PersonEntry> MarkLeftAsync(Actor actor, Guid personId) =>
            Assert.IsType<PersonOutcome.Saved>(
                await portal.Get<PersonService>().MarkLeftAsync(actor, personId, CancellationToken)).Person;

        public Task<SignInMatch> MatchAsync(ExternalIdentity identity) =>
            portal.Get<SignInMatcher>().MatchAsync(identity, CancellationToken);

        /// <summary>
        /// A matcher that, as often as said, does something else between matching a sign-in and what follows, as another process may.
        /// </summary>
        public SignInMatcher MatcherAfter(int times, Func<Task> act) =>
            new(portal.Store, new InterruptingOptions(portal.Get<IOptions<IssuerOptions>>().Value, times, act), portal.Clock);

        public Task<bool> BindAsync(ExternalIdentity identity, SignInMatch.Matched matched) =>
            portal.Get<SignInMatcher>().BindAsync(identity, matched, CancellationToken);
    }
}
