using ContactPortal.Domain.Access;
using ContactPortal.Domain.Contacts;
using ContactPortal.Domain.Mail;
using ContactPortal.Domain.Organisations;
using ContactPortal.Tests.Hosting;

namespace ContactPortal.Tests.Scale;

/// <summary>
/// Several clients edit one municipality's contacts at random and concurrently, through <see cref="ContactService"/> on a real database. No
/// acknowledged save is lost, none is overwritten unseen, and the contacts agree with the history (K13, K16).
/// </summary>
public sealed class RandomHistoryTests(ITestOutputHelper output)
{
    private const int OrdinaryCount = 40;
    private const int LongCount = 200;

    // No municipality has such a code, and there are more histories than municipalities; therefore the outbox is disabled.
    private const int FirstOrganisation = 1000;
    private const int Mutants = 10;

    private static CancellationToken CancellationToken => TestContext.Current.CancellationToken;

    /// <summary>The number of histories; CONTACTPORTAL_HISTORIES overrides it.</summary>
    private static int Count => TestScale.Count("CONTACTPORTAL_HISTORIES", OrdinaryCount, LongCount);

    [Theory, EveryDatabase]
    public async Task RandomHistories_ByClientsAtOnce_LoseNothingAndOverwriteNothingUnseen(Database on)
    {
        var (first, count) = (TestScale.Seed, TestScale.CountFor(on, Count));
        output.WriteLine($"Seeds {first} to {first + count - 1}");
        await using var portal = await PortalUnderTest.OnAsync(on, outbox: Outbox.Disabled);
        for (var i = 0; i < count; i++)
            Assert.Empty(await RandomHistory.PlayAsync(portal, new(FirstOrganisation + i), first + i));

        var verification = await portal.Verifier.VerifyAsync(CancellationToken);
        Assert.True(verification.Faults.IsEmpty, $"Seeds from {first}: {string.Join(", ", verification.Faults)}");
        Assert.Equal(count, verification.Organisations);
        output.WriteLine($"{verification.Entries} history entries");
    }

    /// <summary>Even seeds are reproducible, so that a violation can be investigated.</summary>
    [Fact]
    public async Task SameSeed_PlayedTwice_MakesTheSameHistory()
    {
        await using var portal = await PortalUnderTest.OnAsync(Database.Sqlite, outbox: Outbox.Disabled);
        OrganisationCode one = new(FirstOrganisation), other = new(FirstOrganisation + 1);
        await RandomHistory.PlayAsync(portal, one, seed: 8);
        await RandomHistory.PlayAsync(portal, other, seed: 8);
        var entries = (await portal.HistoryAsync(one)).Select(l => (l.SaveId, l.ActorName, l.Kind, l.Changes)).ToList();
        Assert.True(entries.Count > Mutants);
        Assert.Equal(entries, (await portal.HistoryAsync(other)).Select(l => (l.SaveId, l.ActorName, l.Kind, l.Changes)));
    }

    /// <summary>A mutant without the conflict check: every draft is treated as based on the current values.</summary>
    [Fact]
    public Task MutantThatOverwritesWithStaleDrafts_IsDetected() =>
        AssertDetectedAsync("unseen", (portal, actor, draft) => SaveUncheckedAsync(portal, actor, draft, draft.Touched.AsEnumerable()));

    /// <summary>A mutant that does not compare the phone number.</summary>
    [Fact]
    public Task MutantThatIgnoresOneField_IsDetected() =>
        AssertDetectedAsync("Phone overwrites", (portal, actor, draft) => SaveUncheckedAsync(portal, actor, draft, [ContactField.Phone]));

    [Fact]
    public Task MutantThatLosesSaves_IsDetected() =>
        AssertDetectedAsync("is lost", async (portal, actor, draft) =>
        {
            var forgets = draft.ContactId is not null && draft.Touched.Contains(ContactField.Mobile);
            return forgets && await portal.FindAsync(actor.Organisation, draft.ContactId!.Value) is { } contact
                ? new SaveOutcome.Saved(contact, draft.Touched, [])
                : await portal.SaveAsync(actor, draft);
        });

    [Fact]
    public Task MutantThatSavesTwice_IsDetected() =>
        AssertDetectedAsync("never acknowledged, or is recorded twice", async (portal, actor, draft) =>
        {
            var outcome = await portal.SaveAsync(actor, draft);
            if (outcome is SaveOutcome.Saved saved && saved.Changed.Contains(ContactField.Mobile))
                await portal.SaveAsync(actor, ContactDraft.Of(saved.Contact).With(ContactField.Mobile, "20 30 40 50"));
            return outcome;
        });

    private static async Task AssertDetectedAsync(string violation, Func<PortalUnderTest, Actor, ContactDraft, Task<SaveOutcome>> mutant)
    {
        await using var portal = await PortalUnderTest.OnAsync(Database.Sqlite, outbox: Outbox.Disabled);
        var violations = new List<string>();
        for (var i = 0; i < Mutants; i++)
        {
            violations.AddRange(await RandomHistory.PlayAsync(
                portal, new(FirstOrganisation + i), seed: 2 * i, (actor, draft) => mutant(portal, actor, draft)));
        }

        Assert.Contains(violations, found => found.Contains(violation, StringComparison.Ordinal));
    }

    private static async Task<SaveOutcome> SaveUncheckedAsync(
        PortalUnderTest portal, Actor actor, ContactDraft draft, IEnumerable<ContactField> fields)
    {
        if (draft.ContactId is not { } id || await portal.FindAsync(actor.Organisation, id) is not { } contact)
            return await portal.SaveAsync(actor, draft);
        var seen = fields.Aggregate(draft.Seen, (values, field) => values.With(field, contact.Values[field]));
        return await portal.SaveAsync(actor, draft with { Seen = seen });
    }
}
