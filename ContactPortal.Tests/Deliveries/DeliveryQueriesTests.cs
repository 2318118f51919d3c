using ContactPortal.Domain.Access;
using ContactPortal.Domain.Deliveries;
using ContactPortal.Domain.History;
using ContactPortal.Domain.Rights;
using ContactPortal.Tests.Hosting;
using Microsoft.EntityFrameworkCore;

namespace ContactPortal.Tests.Deliveries;

/// <summary>Only current holders of the right can read, claim and explain errors (D1, D6).</summary>
public sealed class DeliveryQueriesTests
{
    private static CancellationToken CancellationToken => TestContext.Current.CancellationToken;

    [Theory]
    [EveryDatabaseInLongRuns]
    public async Task PersonWithoutTheRight_RunsAnyQuery_GetsNothing(Database database)
    {
        await using var portal = await PortalUnderTest.OnAsync(database);
        var delivery = await portal.StoredAsync(ADelivery().With(SomeErrors(2)));
        await portal.HasHolderAsync("Ali Khan");
        await AssertClosedAsync(portal, AnActor(), delivery);
        await AssertClosedAsync(portal, AnActor().As(Role.LocalAdministrator), delivery);
        await AssertClosedAsync(portal, AnActor().As(Role.Agency), delivery);
    }

    [Theory]
    [EveryDatabase]
    public async Task HolderOfAnotherMunicipality_RunsAnyQuery_GetsNothing(Database database)
    {
        await using var portal = await PortalUnderTest.OnAsync(database);
        var delivery = await portal.StoredAsync(ADelivery().With(SomeErrors(2)));
        var holder = await portal.HasHolderAsync("Ali Khan", Koebenhavn);
        await AssertClosedAsync(portal, holder, delivery);

        // The right applies in one organisation, not in another one that the session was switched to.
        await AssertClosedAsync(portal, holder with { Organisation = Aarhus }, delivery);
    }

    [Theory]
    [EveryDatabaseInLongRuns]
    public async Task RightWithdrawn_TheNextQuery_GetsNothing(Database database)
    {
        await using var portal = await PortalUnderTest.OnAsync(database);
        var delivery = await portal.StoredAsync(ADelivery().With(SomeErrors(2)));
        var holder = await portal.HasHolderAsync("Mette Holm");
        Assert.Equal(2, (await ErrorsAsync(portal, holder, new(delivery.Number, null, null))).All);
        await using (var db = await portal.ReadAsync())
            Assert.Equal(1, await db.Grants.ExecuteDeleteAsync(CancellationToken));
        await AssertClosedAsync(portal, holder, delivery);
    }

    [Theory]
    [EveryDatabase]
    public async Task Errors_AskedForByStateAndCode_AreThoseInTheirOrder(Database database)
    {
        await using var portal = await PortalUnderTest.OnAsync(database);
        var holder = await portal.HasHolderAsync("Mette Holm");
        await portal.StoredAsync(
            ADelivery().With(AnError("A", reference: "1"), AnError("B", reference: "2"), AnError("B", reference: "3")));
        var next = await portal.StoredAsync(
            ADelivery().With(
                AnError("C", reference: "4"), AnError("B", reference: "2"), AnError("A", reference: "5"), AnError("C", reference: "6")));

        Assert.Equal("4 2 5 6", await AskAsync(null));
        Assert.Equal("4 5 6", await AskAsync(ErrorState.New));
        Assert.Equal("2", await AskAsync(ErrorState.Persisting));
        Assert.Equal("1 3", await AskAsync(ErrorState.Resolved));
        Assert.Equal("4 6", await AskAsync(null, "C"));
        Assert.Equal("3", await AskAsync(ErrorState.Resolved, "B"));
        Assert.Equal("", await AskAsync(ErrorState.Persisting, "C"));
        Assert.Equal("C2 A1 B1", await CodesAsync(null));
        Assert.Equal("C2 A1", await CodesAsync(ErrorState.New));
        Assert.Equal("A1 B1", await CodesAsync(ErrorState.Resolved));

        async Task<string> AskAsync(ErrorState? state, string? code = null)
        {
            var query = new ErrorQuery(next.Number, state, code);
            var page = await ErrorsAsync(portal, holder, query);
            Assert.Equal(page.Errors.Length, page.All);
            Assert.Equal(
                page.Errors.Select(e => e.Reference), await portal.Get<DeliveryQueries>()
                    .AllErrorsAsync(holder, query, CancellationToken).Select(e => e.Reference).ToListAsync(CancellationToken));
            return string.Join(' ', page.Errors.Select(e => e.Reference));
        }

        async Task<string> CodesAsync(ErrorState? state) =>
            string.Join(
                ' ', (await portal.Get<DeliveryQueries>().CodesAsync(holder, new(next.Number, state, "A"), CancellationToken))
                    .Select(c => $"{c.Code}{c.Errors}"));
    }

    [Theory]
    [EveryDatabase]
    public async Task PageOfErrors_AskedFor_IsThatPartOfAll(Database database)
    {
        await using var portal = await PortalUnderTest.OnAsync(database);
        var holder = await portal.HasHolderAsync("Mette Holm");
        var delivery = await portal.StoredAsync(ADelivery().With(SomeErrors(25)));
        foreach (var (from, count, first, last) in new[] { (0, 10, 1, 10), (10, 10, 11, 20), (20, 10, 21, 25) })
        {
            var page = await portal.Get<DeliveryQueries>().ErrorsAsync(
                holder, new(delivery.Number, null, null), from, count, CancellationToken);
            Assert.Equal((25, first, last), (page.All, page.Errors[0].Position, page.Errors[^1].Position));
        }

        var beyond = await portal.Get<DeliveryQueries>().ErrorsAsync(holder, new(delivery.Number, null, null), 25, 10, CancellationToken);
        Assert.Equal((0, 25), (beyond.Errors.Length, beyond.All));
    }

    [Theory]
    [EveryDatabase]
    public async Task TwoPersons_ClaimingAtOnce_OneHasIt(Database database)
    {
        await using var portal = await PortalUnderTest.OnAsync(database);
        Actor[] both = [await portal.HasHolderAsync("Mette Holm"), await portal.HasHolderAsync("Ali Khan")];
        var delivery = await portal.StoredAsync(ADelivery().With(SomeErrors(20)));
        for (var position = 1; position <= 20; position++)
        {
            var had = await Task.WhenAll(both.Select(actor => Task.Run(() => ClaimAsync(portal, actor, delivery, position))));
            var winner = both[Array.IndexOf(had, true)];
            Assert.Single(had, done => done);
            Assert.Equal((winner.PersonId, winner.Name), await OwnerAsync(portal, delivery, position));
        }

        Assert.Equal(20, (await portal.HistoryAsync(Aarhus)).Count(l => l.Kind == HistoryKind.ErrorClaimed));
    }

    [Theory]
    [EveryDatabaseInLongRuns]
    public async Task ClaimedError_IsReleasedByItsOwnerAlone_AndThenAnybodys(Database database)
    {
        await using var portal = await PortalUnderTest.OnAsync(database);
        var (mette, ali) = (await portal.HasHolderAsync("Mette Holm"), await portal.HasHolderAsync("Ali Khan"));
        var delivery = await portal.StoredAsync(ADelivery().With(SomeErrors(1)));
        Assert.True(await ClaimAsync(portal, mette, delivery, 1));
        Assert.True(await ClaimAsync(portal, mette, delivery, 1));
        Assert.False(await ClaimAsync(portal, ali, delivery, 1));
        Assert.False(await ClaimAsync(portal, ali, delivery, 1, claim: false));
        Assert.Equal((mette.PersonId, mette.Name), await OwnerAsync(portal, delivery, 1));
        Assert.True(await ClaimAsync(portal, mette, delivery, 1, claim: false));
        Assert.Equal((null, null), await OwnerAsync(portal, delivery, 1));
        Assert.True(await ClaimAsync(portal, ali, delivery, 1));
        Assert.False(await ClaimAsync(portal, ali, delivery, 2));
        HistoryKind[] written = [HistoryKind.ErrorClaimed, HistoryKind.ErrorReleased, HistoryKind.ErrorClaimed];
        Assert.Equal(written, (await portal.HistoryAsync(Aarhus)).Select(l => l.Kind).Where(written.Contains));
        Assert.Empty((await portal.Verifier.VerifyAsync(CancellationToken)).Faults);
    }

    [Theory]
    [EveryDatabase]
    public async Task Explanation_Given_IsMaskedKeptAndTakenAwayAgain(Database database)
    {
        await using var portal = await PortalUnderTest.OnAsync(database);
        var mette = await portal.HasHolderAsync("Mette Holm");
        var delivery = await portal.StoredAsync(ADelivery().With(SomeErrors(1)));
        Assert.True(await ExplainAsync(" Borger 010190-1234 er flyttet "));
        Assert.Equal($"Borger {CprMask.Mask} er flyttet", await NowAsync());
        Assert.DoesNotContain(
            await portal.HistoryAsync(Aarhus), entry => entry.Changes?.Contains("010190", StringComparison.Ordinal) == true);
        Assert.False(await ExplainAsync(new('x', RightsService.LongestReason + 1)));
        Assert.False(await ExplainAsync("to\nlinjer"));
        Assert.Equal($"Borger {CprMask.Mask} er flyttet", await NowAsync());
        Assert.True(await ExplainAsync("  "));
        Assert.Null(await NowAsync());

        Task<bool> ExplainAsync(string text) =>
            portal.Get<DeliveryQueries>().ExplainAsync(mette, delivery.Number, 1, text, CancellationToken);

        async Task<string?> NowAsync() => Assert.Single(await portal.ErrorsOfAsync(delivery)).Explanation;
    }

    [Theory]
    [EveryDatabaseInLongRuns]
    public async Task ExplanationThatIsTooLongOnceMasked_IsRefusedInsteadOfCut(Database database)
    {
        await using var portal = await PortalUnderTest.OnAsync(database);
        var mette = await portal.HasHolderAsync("Mette Holm");
        var delivery = await portal.StoredAsync(ADelivery().With(SomeErrors(1)));
        var numbers = string.Join(' ', Enumerable.Repeat("0101901234", 45));
        Assert.InRange(numbers.Length, 0, RightsService.LongestReason);
        Assert.False(await portal.Get<DeliveryQueries>().ExplainAsync(mette, delivery.Number, 1, numbers, CancellationToken));
    }

    private static async Task AssertClosedAsync(PortalUnderTest portal, Actor actor, Delivery delivery)
    {
        var register = portal.Get<DeliveryQueries>();
        var query = new ErrorQuery(delivery.Number, null, null);
        var page = await register.ErrorsAsync(actor, query, 0, 100, CancellationToken);
        Assert.Equal((0, 0), (page.Errors.Length, page.All));
        Assert.Empty(await register.AllErrorsAsync(actor, query, CancellationToken).ToListAsync(CancellationToken));
        Assert.Empty(await register.CodesAsync(actor, query, CancellationToken));
        Assert.False(await register.ClaimAsync(actor, delivery.Number, 1, claim: true, CancellationToken));
        Assert.False(await register.ExplainAsync(actor, delivery.Number, 1, "Det er mig", CancellationToken));
        Assert.All(await portal.ErrorsOfAsync(delivery), error => Assert.Equal((null, null), (error.ClaimedBy, error.Explanation)));
    }

    private static Task<ErrorPage> ErrorsAsync(PortalUnderTest portal, Actor actor, ErrorQuery query) =>
        portal.Get<DeliveryQueries>().ErrorsAsync(actor, query, 0, 100, CancellationToken);

    private static Task<bool> ClaimAsync(PortalUnderTest portal, Actor actor, Delivery delivery, int position, bool claim = true) =>
        portal.Get<DeliveryQueries>().ClaimAsync(actor, delivery.Number, position, claim, CancellationToken);

    private static async Task<(Guid? Id, string? Name)> OwnerAsync(PortalUnderTest portal, Delivery delivery, int position)
    {
        var error = (await portal.ErrorsOfAsync(delivery))[position - 1];
        return (error.ClaimedById, error.ClaimedBy);
    }
}
