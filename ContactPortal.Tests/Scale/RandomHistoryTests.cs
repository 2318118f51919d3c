using ContactPortal.Domain.Access;
using ContactPortal.Domain.Contacts;
using ContactPortal.Domain.Mail;
using ContactPortal.Domain.Organisations;
using ContactPortal.Tests.Hosting;

namespace ContactPortal.Tests.Scale;

/// <summary>
/// Several clients edit one municipality's contacts at random and at once, against the real book on a real database. No acknowledged
/// save is lost, none is overwritten unseen, and the history makes the contacts what they are (K13, K16).
/// </summary>
public sealed class RandomHistoryTests(ITestOutputHelper output)
{
    private const int OrdinaryCount = 40;
    private const int LongCount = 200;

    // No municipality has such a code, and there are more histories than municipalities; so nobody writes mails about them.
    private const int FirstOrganisation = 1000;
    private const int Mutants = 10;

    private static CancellationToken CancellationToken => TestContext.Current.CancellationToken;

    /// <summary>How many; CONTACTPORTAL_HISTORIES says another number.</summary>
    private static int Count => TestScale.Count("CONTACTPORTAL_HISTORIES", OrdinaryCount, LongCount);

    [Theory, EveryDatabase]
    public async Task RandomHistories_ByClientsAtOnce_LoseNothingAndOverwriteNothingUnseen(Database on)
    {
        var (first, count) = (TestScale.Seed, TestScale.On(on, Count));
        output.WriteLine($"Seeds {first} to {first + count - 1}");
        await using var portal = await PortalUnderTest.OnAsync(on, outbox: Outbox.Disabled);
        for (var i = 0; i < count; i++)
            Assert.Empty(await RandomHistory.PlayAsync(portal, new(FirstOrganisation + i), first + i));

        var verdict = await portal.Verifier.VerifyAsync(CancellationToken);
        Assert.True(verdict.Faults.IsEmpty, $"Seeds from {first}: {string.Join(", ", verdict.Faults)}");
        Assert.Equal(count, verdict.Organisations);
        output.WriteLine($"{verdict.Lines} lines of history");
    }

    /// <summary>The seeds that take turns make the same history each time: a breach can be looked at again.</summary>
    [Fact]
    public async Task SameSeed_PlayedTwice_MakesTheSameHistory()
    {
        await using var portal = await PortalUnderTest.OnAsync(Database.Sqlite, outbox: Outbox.Disabled);
        OrganisationCode one = new(FirstOrganisation), other = new(FirstOrganisation + 1);
        await RandomHistory.PlayAsync(portal, one, seed: 8);
        await RandomHistory.PlayAsync(portal, other, seed: 8);
        var lines = (await portal.HistoryAsync(one)).Select(l => (l.SaveId, l.ActorName, l.Kind, l.Changes)).ToList();
        Assert.True(lines.Count > Mutants);
        Assert.Equal(lines, (await portal.HistoryAsync(other)).Select(l => (l.SaveId, l.ActorName, l.Kind, l.Changes)));
    }

    /// <summary>What the portal would be without its check: whatever the draft was made from, it is taken to have seen what is there now.</summary>
    [Fact]
    public Task BlindBook_ThatOverwritesWithStaleDrafts_IsCaught() =>
        AssertCaughtAsync("unseen", (portal, actor, draft) => BlindAsync(portal, actor, draft, draft.Touched.AsEnumerable()));

    /// <summary>A smaller fault: only the telephone is not compared.</summary>
    [Fact]
    public Task BookThatIsBlindInOneField_IsCaught() =>
        AssertCaughtAsync("Phone overwrites", (portal, actor, draft) => BlindAsync(portal, actor, draft, [ContactField.Phone]));

    [Fact]
    public Task BookThatForgets_IsCaught() =>
        AssertCaughtAsync("is lost", async (portal, actor, draft) =>
        {
            var forgets = draft.ContactId is not null && draft.Touched.Contains(ContactField.Mobile);
            return forgets && await portal.FindAsync(actor.Organisation, draft.ContactId!.Value) is { } contact
                ? new SaveOutcome.Saved(contact, draft.Touched, [])
                : await portal.SaveAsync(actor, draft);
        });

    [Fact]
    public Task BookThatSavesTwice_IsCaught() =>
        AssertCaughtAsync("never acknowledged, or stands twice", async (portal, actor, draft) =>
        {
            var outcome = await portal.SaveAsync(actor, draft);
            if (outcome is SaveOutcome.Saved saved && saved.Changed.Contains(ContactField.Mobile))
                await portal.SaveAsync(actor, ContactDraft.Of(saved.Contact).With(ContactField.Mobile, "20 30 40 50"));
            return outcome;
        });

    private static async Task AssertCaughtAsync(string how, Func<PortalUnderTest, Actor, ContactDraft, Task<SaveOutcome>> mutant)
    {
        await using var portal = await PortalUnderTest.OnAsync(Database.Sqlite, outbox: Outbox.Disabled);
        var breaches = new List<string>();
        for (var i = 0; i < Mutants; i++)
        {
            breaches.AddRange(await RandomHistory.PlayAsync(
                portal, new(FirstOrganisation + i), seed: 2 * i, (actor, draft) => mutant(portal, actor, draft)));
        }

        Assert.Contains(breaches, breach => breach.Contains(how, StringComparison.Ordinal));
    }

    private static async Task<SaveOutcome> BlindAsync(
        PortalUnderTest portal, Actor actor, ContactDraft draft, IEnumerable<ContactField> fields)
    {
        if (draft.ContactId is not { } id || await portal.FindAsync(actor.Organisation, id) is not { } contact)
            return await portal.SaveAsync(actor, draft);
        var seen = fields.Aggregate(draft.Seen, (values, field) => values.With(field, contact.Values[field]));
        return await portal.SaveAsync(actor, draft with { Seen = seen });
    }
}
