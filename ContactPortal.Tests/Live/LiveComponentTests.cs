using System.Collections.Concurrent;
using System.Globalization;
using Bunit;
using ContactPortal.Blazor.Live;
using ContactPortal.Domain.Text;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;
using Microsoft.AspNetCore.Components.Web;

namespace ContactPortal.Tests.Live;

public sealed class LiveComponentTests : BunitContext
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    public LiveComponentTests() => SetRendererInfo(new RendererInfo("Server", isInteractive: true));

    [Fact]
    public async Task BurstOfChanges_WhileADrawingWaitsItsTurn_IsOneDrawing()
    {
        var live = Render<Watching>();
        var drawn = live.RenderCount;
        Parallel.For(0, 100, _ => live.Instance.Tell());
        Assert.Equal(1, live.Instance.Queued);
        await live.Instance.DrawQueuedAsync();
        Assert.Equal((1, drawn + 1), (live.Instance.Taken, live.RenderCount));
    }

    [Fact]
    public async Task ChangesOneAfterAnother_AreEachTaken()
    {
        var live = Render<Watching>();
        for (var i = 1; i <= 3; i++)
        {
            live.Instance.Tell();
            await live.Instance.DrawQueuedAsync();
            Assert.Equal((i, i), (live.Instance.Queued, live.Instance.Taken));
        }
    }

    [Fact]
    public async Task Change_WhileAnotherIsTaken_IsADrawingMore()
    {
        var live = Render<Watching>();
        live.Instance.Tell();
        live.Instance.Taking = live.Instance.Tell;
        await live.Instance.DrawQueuedAsync();
        live.Instance.Taking = null;
        Assert.Equal((2, 1), (live.Instance.Queued, live.Instance.Taken));
        await live.Instance.DrawQueuedAsync();
        Assert.Equal((2, 2), (live.Instance.Queued, live.Instance.Taken));
    }

    [Fact]
    public async Task Change_WithNothingNew_DrawsNothing()
    {
        var live = Render<Watching>();
        live.Instance.HasNews = false;
        var drawn = live.RenderCount;
        live.Instance.Tell();
        await live.Instance.DrawQueuedAsync();
        Assert.Equal((1, drawn), (live.Instance.Taken, live.RenderCount));
    }

    [Fact]
    public async Task Change_AfterTheComponentLeft_IsNotTakenAndItsWatchIsOver()
    {
        var component = Render<Watching>().Instance;
        await DisposeComponentsAsync();
        component.Tell();
        Assert.Equal((0, true), (component.Queued, component.WatchIsOver));
    }

    [Fact]
    public async Task Change_WaitingWhenTheComponentLeaves_IsNotTaken()
    {
        var component = Render<Watching>().Instance;
        component.Tell();
        component.Dispose();
        await component.DrawQueuedAsync();
        Assert.Equal((1, 0), (component.Queued, component.Taken));
    }

    [Fact]
    public async Task Fault_WhileTakingWhatIsNew_ReachesTheBoundaryAroundIt()
    {
        var boundary = Render<ErrorBoundary>(p => p
            .Add<Watching>(b => b.ChildContent)
            .Add(b => b.ErrorContent, fault => $"<p>{fault.Message}</p>"));
        var live = boundary.FindComponent<Watching>().Instance;
        live.Taking = () => throw new InvalidOperationException("It broke.");
        live.Tell();
        await live.DrawQueuedAsync();
        Assert.Equal("It broke.", boundary.Find("p").TextContent);
    }

    [Fact]
    public async Task Change_ToldByAThreadThatHasOtherThingsToDo_IsTakenByThePool()
    {
        var live = Render<WatchingByThePool>();
        var teller = new Thread(live.Instance.Tell);
        teller.Start();
        teller.Join();
        Assert.True(await live.Instance.TakenByThePool.WaitAsync(Patience, Xunit.TestContext.Current.CancellationToken));
    }

    [Fact]
    public void Fault_WhileReadingWhatIsNew_ReachesTheBoundaryAroundIt()
    {
        var boundary = Render<ErrorBoundary>(p => p
            .Add<Reading>(b => b.ChildContent)
            .Add(b => b.ErrorContent, fault => $"<p>{fault.Message}</p>"));
        var live = boundary.FindComponent<Reading>().Instance;
        live.Tell();
        live.Reads.WaitFor(1).SetException(new InvalidOperationException("It broke."));
        boundary.WaitForAssertion(() => Assert.Equal("It broke.", boundary.Find("p").TextContent));
    }

    [Fact]
    public async Task ChangesWhileItReads_AreOneMoreReadingAfterIt_AndTheNewestIsShown()
    {
        var live = Render<Reading>();
        live.Instance.Tell();
        var first = live.Instance.Reads.WaitFor(1);
        for (var i = 0; i < 3; i++)
            live.Instance.Tell();
        await live.InvokeAsync(() => { });
        Assert.Equal(1, live.Instance.Reads.Count);

        first.SetResult("old");
        live.Instance.Reads.WaitFor(2).SetResult("new");
        live.WaitForAssertion(() => Assert.Equal("new", live.Find("p").TextContent));
        Assert.Equal(2, live.Instance.Reads.Count);
    }

    [Fact]
    public void Reading_EndsOnAnotherThread_IsDrawnInTheLanguageOfItsPage()
    {
        (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture) = (Languages.English, Languages.English);
        var live = Render<Reading>();
        (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture) = (Languages.Danish, Languages.Danish);
        live.Instance.Tell();
        live.Instance.Reads.WaitFor(1).SetResult("read");
        live.WaitForAssertion(() => Assert.Equal("read", live.Find("p").TextContent));
        Assert.Equal("en", live.Find("p").GetAttribute("lang"));
    }

    [Fact]
    public void Prerendering_WatchesNothing()
    {
        SetRendererInfo(new RendererInfo("Static", isInteractive: false));
        Assert.False(Render<Watching>().Instance.IsWatching);
    }

    /// <summary>A live component that counts, and draws when its test says so.</summary>
    private sealed class Watching : LiveComponent
    {
        private int queued;

        /// <summary>How many drawings have been queued.</summary>
        public int Queued => Volatile.Read(ref queued);

        public int Taken { get; private set; }

        /// <summary>What happens while it takes over what is new.</summary>
        public Action? Taking { get; set; }

        public bool HasNews { get; set; } = true;

        public bool IsWatching { get; private set; }

        public bool WatchIsOver { get; private set; }

        public void Tell() => NotifyChanged();

        /// <summary>What the pool would do with the drawing that was queued last.</summary>
        public Task DrawQueuedAsync() => RenderAsync();

        protected override void QueueRender() => Interlocked.Increment(ref queued);

        protected override IDisposable Subscribe()
        {
            IsWatching = true;
            return new Ending(() => WatchIsOver = true);
        }

        protected override bool ApplyLatest()
        {
            Taken++;
            Taking?.Invoke();
            return HasNews;
        }

        protected override void BuildRenderTree(RenderTreeBuilder builder) => builder.AddContent(0, Taken);
    }

    /// <summary>A live component as the portal has them.</summary>
    private sealed class WatchingByThePool : LiveComponent
    {
        private readonly TaskCompletionSource<bool> taken = new(TaskCreationOptions.RunContinuationsAsynchronously);

        /// <summary>Once it has taken over what is new: whether a thread of the pool did so.</summary>
        public Task<bool> TakenByThePool => taken.Task;

        public void Tell() => NotifyChanged();

        protected override IDisposable Subscribe() => new Ending(() => { });

        protected override bool ApplyLatest()
        {
            taken.TrySetResult(Thread.CurrentThread.IsThreadPoolThread);
            return false;
        }
    }

    /// <summary>A live component that has to read what is new.</summary>
    private sealed class Reading : LiveComponent
    {
        private string? read;

        public PendingReads Reads { get; } = new();

        public void Tell() => NotifyChanged();

        protected override IDisposable Subscribe() => new Ending(() => { });

        protected override async Task<bool> ApplyLatestAsync()
        {
            read = await Reads.BeginAsync();
            return true;
        }

        protected override void BuildRenderTree(RenderTreeBuilder builder)
        {
            builder.OpenElement(0, "p");
            builder.AddAttribute(1, "lang", CultureInfo.CurrentUICulture.Name);
            builder.AddContent(2, read);
            builder.CloseElement();
        }
    }

    /// <summary>Reads that a test answers, one by one.</summary>
    private sealed class PendingReads
    {
        private readonly BlockingCollection<TaskCompletionSource<string>> begun = [];
        private int count;

        public int Count => Volatile.Read(ref count);

        public Task<string> BeginAsync()
        {
            var read = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
            Interlocked.Increment(ref count);
            begun.Add(read, Xunit.TestContext.Current.CancellationToken);
            return read.Task;
        }

        /// <summary>The next read, once it has begun, which is to be the one with that number.</summary>
        public TaskCompletionSource<string> WaitFor(int number)
        {
            Assert.True(begun.TryTake(out var read, TimeSpan.FromSeconds(30)), $"Read {number} has not begun.");
            Assert.Equal(number, Count);
            return read;
        }
    }

    private sealed class Ending(Action end) : IDisposable
    {
        public void Dispose() => end();
    }
}
