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
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(30);

    public LiveComponentTests() => SetRendererInfo(new RendererInfo("Server", isInteractive: true));

    [Fact]
    public async Task BurstOfChanges_WhileARenderIsQueued_IsOneRender()
    {
        var live = Render<CountingComponent>();
        var rendered = live.RenderCount;
        Parallel.For(0, 100, _ => live.Instance.Notify());
        Assert.Equal(1, live.Instance.Queued);
        await live.Instance.RenderQueuedAsync();
        Assert.Equal((1, rendered + 1), (live.Instance.Applied, live.RenderCount));
    }

    [Fact]
    public async Task SuccessiveChanges_AreEachApplied()
    {
        var live = Render<CountingComponent>();
        for (var i = 1; i <= 3; i++)
        {
            live.Instance.Notify();
            await live.Instance.RenderQueuedAsync();
            Assert.Equal((i, i), (live.Instance.Queued, live.Instance.Applied));
        }
    }

    [Fact]
    public async Task Change_WhileAnotherIsApplied_QueuesOneMoreRender()
    {
        var live = Render<CountingComponent>();
        live.Instance.Notify();
        live.Instance.Applying = live.Instance.Notify;
        await live.Instance.RenderQueuedAsync();
        live.Instance.Applying = null;
        Assert.Equal((2, 1), (live.Instance.Queued, live.Instance.Applied));
        await live.Instance.RenderQueuedAsync();
        Assert.Equal((2, 2), (live.Instance.Queued, live.Instance.Applied));
    }

    [Fact]
    public async Task Change_WithNothingNew_RendersNothing()
    {
        var live = Render<CountingComponent>();
        live.Instance.HasChanges = false;
        var rendered = live.RenderCount;
        live.Instance.Notify();
        await live.Instance.RenderQueuedAsync();
        Assert.Equal((1, rendered), (live.Instance.Applied, live.RenderCount));
    }

    [Fact]
    public async Task Change_AfterDisposal_IsNotAppliedAndTheSubscriptionIsDisposed()
    {
        var component = Render<CountingComponent>().Instance;
        await DisposeComponentsAsync();
        component.Notify();
        Assert.Equal((0, true), (component.Queued, component.SubscriptionIsDisposed));
    }

    [Fact]
    public async Task Change_QueuedAtDisposal_IsNotApplied()
    {
        var component = Render<CountingComponent>().Instance;
        component.Notify();
        component.Dispose();
        await component.RenderQueuedAsync();
        Assert.Equal((1, 0), (component.Queued, component.Applied));
    }

    [Fact]
    public async Task Exception_WhileApplying_ReachesTheErrorBoundary()
    {
        var boundary = Render<ErrorBoundary>(p => p
            .Add<CountingComponent>(b => b.ChildContent)
            .Add(b => b.ErrorContent, fault => $"<p>{fault.Message}</p>"));
        var live = boundary.FindComponent<CountingComponent>().Instance;
        live.Applying = () => throw new InvalidOperationException("It broke.");
        live.Notify();
        await live.RenderQueuedAsync();
        Assert.Equal("It broke.", boundary.Find("p").TextContent);
    }

    [Fact]
    public async Task Change_FromAnotherThread_IsAppliedOnTheThreadPool()
    {
        var live = Render<QueueingComponent>();
        var thread = new Thread(live.Instance.Notify);
        thread.Start();
        thread.Join();
        Assert.True(await live.Instance.AppliedOnThreadPool.WaitAsync(Timeout, Xunit.TestContext.Current.CancellationToken));
    }

    [Fact]
    public void Exception_WhileReading_ReachesTheErrorBoundary()
    {
        var boundary = Render<ErrorBoundary>(p => p
            .Add<ReadingComponent>(b => b.ChildContent)
            .Add(b => b.ErrorContent, fault => $"<p>{fault.Message}</p>"));
        var live = boundary.FindComponent<ReadingComponent>().Instance;
        live.Notify();
        live.Reads.WaitFor(1).SetException(new InvalidOperationException("It broke."));
        boundary.WaitForAssertion(() => Assert.Equal("It broke.", boundary.Find("p").TextContent));
    }

    [Fact]
    public async Task ChangesDuringARead_CauseOneMoreRead_AndTheNewestIsShown()
    {
        var live = Render<ReadingComponent>();
        live.Instance.Notify();
        var first = live.Instance.Reads.WaitFor(1);
        for (var i = 0; i < 3; i++)
            live.Instance.Notify();
        await live.InvokeAsync(() => { });
        Assert.Equal(1, live.Instance.Reads.Count);

        first.SetResult("old");
        live.Instance.Reads.WaitFor(2).SetResult("new");
        live.WaitForAssertion(() => Assert.Equal("new", live.Find("p").TextContent));
        Assert.Equal(2, live.Instance.Reads.Count);
    }

    [Fact]
    public async Task ChangeDuringTheReadOfTheInitialization_CausesOneMoreRead_AndTheNewestIsShown()
    {
        var live = Render<InitializingComponent>();
        var first = live.Instance.Reads.WaitFor(1);
        live.Instance.Notify();
        await live.InvokeAsync(() => { });
        Assert.Equal(1, live.Instance.Reads.Count);

        first.SetResult("old");
        live.Instance.Reads.WaitFor(2).SetResult("new");
        live.WaitForAssertion(() => Assert.Equal("new", live.Find("p").TextContent));
        Assert.Equal(2, live.Instance.Reads.Count);
    }

    [Fact]
    public void Read_CompletedOnAnotherThread_IsRenderedInTheLanguageOfItsPage()
    {
        (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture) = (Languages.English, Languages.English);
        var live = Render<ReadingComponent>();
        (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture) = (Languages.Danish, Languages.Danish);
        live.Instance.Notify();
        live.Instance.Reads.WaitFor(1).SetResult("read");
        live.WaitForAssertion(() => Assert.Equal("read", live.Find("p").TextContent));
        Assert.Equal("en", live.Find("p").GetAttribute("lang"));
    }

    [Fact]
    public void Prerendering_DoesNotSubscribe()
    {
        SetRendererInfo(new RendererInfo("Static", isInteractive: false));
        Assert.False(Render<CountingComponent>().Instance.IsSubscribed);
    }

    /// <summary>A live component that counts its renders, which the test runs.</summary>
    private sealed class CountingComponent : LiveComponent
    {
        private int queued;

        /// <summary>The number of queued renders.</summary>
        public int Queued => Volatile.Read(ref queued);

        public int Applied { get; private set; }

        /// <summary>Called while the component applies a change.</summary>
        public Action? Applying { get; set; }

        public bool HasChanges { get; set; } = true;

        public bool IsSubscribed { get; private set; }

        public bool SubscriptionIsDisposed { get; private set; }

        public void Notify() => NotifyChanged();

        /// <summary>Runs the last queued render, as the thread pool would.</summary>
        public Task RenderQueuedAsync() => RenderAsync();

        protected override void QueueRender() => Interlocked.Increment(ref queued);

        protected override IDisposable Subscribe()
        {
            IsSubscribed = true;
            return new DisposeAction(() => SubscriptionIsDisposed = true);
        }

        protected override bool ApplyLatest()
        {
            Applied++;
            Applying?.Invoke();
            return HasChanges;
        }

        protected override void BuildRenderTree(RenderTreeBuilder builder) => builder.AddContent(0, Applied);
    }

    /// <summary>A live component with the real render queue.</summary>
    private sealed class QueueingComponent : LiveComponent
    {
        private readonly TaskCompletionSource<bool> applied = new(TaskCreationOptions.RunContinuationsAsynchronously);

        /// <summary>Completes when a change is applied; true when that was on a thread-pool thread.</summary>
        public Task<bool> AppliedOnThreadPool => applied.Task;

        public void Notify() => NotifyChanged();

        protected override IDisposable Subscribe() => new DisposeAction(() => { });

        protected override bool ApplyLatest()
        {
            applied.TrySetResult(Thread.CurrentThread.IsThreadPoolThread);
            return false;
        }
    }

    /// <summary>A live component that applies changes by an asynchronous read.</summary>
    private class ReadingComponent : LiveComponent
    {
        private string? read;

        public PendingReads Reads { get; } = new();

        public void Notify() => NotifyChanged();

        protected override IDisposable Subscribe() => new DisposeAction(() => { });

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

    /// <summary>A live component whose first read is part of its initialization.</summary>
    private sealed class InitializingComponent : ReadingComponent
    {
        protected override Task OnInitializedAsync() => ApplyLatestOneAtATimeAsync();
    }

    /// <summary>Reads that a test completes one by one.</summary>
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

        /// <summary>Waits for the next read, which must be the one with that number.</summary>
        public TaskCompletionSource<string> WaitFor(int number)
        {
            Assert.True(begun.TryTake(out var read, TimeSpan.FromSeconds(30)), $"Read {number} has not begun.");
            Assert.Equal(number, Count);
            return read;
        }
    }

    private sealed class DisposeAction(Action dispose) : IDisposable
    {
        public void Dispose() => dispose();
    }
}
