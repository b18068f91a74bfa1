// A Vendure shop in memory. `node shop.js fill FILE SAMPLE` writes a filled database to FILE,
// `node shop.js serve FILE PORT` serves a copy of it; what is sold there is gone when it stops.
'use strict';
const fs = require('node:fs');
const { bootstrap, ChannelService, CollectionService, dummyPaymentHandler, JobQueueService, RequestContextService, TransactionalConnection, DefaultLogger, LogLevel } = require('@vendure/core');
const { populateInitialData, populateCollections } = require('@vendure/core/cli');
const { Importer } = require('@vendure/core');

const [, , task, file, third] = process.argv;

const config = port => ({
    apiOptions: { hostname: '127.0.0.1', port, cors: false },
    authOptions: {
        tokenMethod: ['bearer', 'api-key'],
        requireVerification: false,
        superadminCredentials: { identifier: 'merchant', password: 'for tests only' },
    },
    dbConnectionOptions: {
        type: 'sqljs',
        location: file,
        autoSave: false,
        synchronize: task === 'fill',
        logging: false,
    },
    paymentOptions: { paymentMethodHandlers: [dummyPaymentHandler] },
    logger: new DefaultLogger({ level: LogLevel.Warn, timestamp: false }),
});

const settings = categories => ({
    defaultLanguage: 'en',
    defaultZone: 'Europe',
    countries: [
        { name: 'Germany', code: 'DE', zone: 'Europe' },
        { name: 'China', code: 'CN', zone: 'Asia' },
    ],
    taxRates: [{ name: 'Standard', percentage: 19 }],
    shippingMethods: [{ name: 'Parcel', price: 490, taxRate: 19 }],
    paymentMethods: [
        {
            name: 'Card',
            handler: {
                code: dummyPaymentHandler.code,
                arguments: [{ name: 'automaticSettle', value: 'true' }],
            },
        },
    ],
    collections: categories.map(name => ({
        name,
        slug: name.toLowerCase(),
        filters: [
            { code: 'facet-value-filter', args: { facetValueNames: [name], containsAny: false } },
        ],
    })),
});

const COLUMNS = 'name,slug,description,assets,facets,optionGroups,optionValues,sku,price,taxCategory,stockOnHand,trackInventory,variantAssets,variantFacets';

function lines(product) {
    const groups = Object.keys(product.variants[0].options);
    return product.variants.map((variant, index) => {
        const head = index
            ? ['', '', '', '', '', '']
            : [product.title, product.handle, product.description, '', `category:${product.category}`, groups.join('|')];
        const values = Object.values(variant.options).join('|');
        return [...head, values, variant.sku, variant.price, 'Standard', variant.stock, 'true', '', '']
            .map(cell => `"${String(cell).replaceAll('"', '""')}"`)
            .join(',');
    });
}

async function fill(sample) {
    const products = JSON.parse(fs.readFileSync(sample, 'utf8'));
    const initial = settings([...new Set(products.map(product => product.category))]);
    const app = await bootstrap(config(0));
    await app.get(JobQueueService).start();
    const channels = app.get(ChannelService);
    const before = await channels.getDefaultChannel();
    const ctx = await app.get(RequestContextService).create({ apiType: 'admin', languageCode: 'en' });
    await channels.update(ctx, {
        id: before.id,
        pricesIncludeTax: true,
        availableCurrencyCodes: ['EUR'],
        defaultCurrencyCode: 'EUR',
    });
    await populateInitialData(app, initial);
    const admin = await app.get(RequestContextService).create({ apiType: 'admin', languageCode: 'en' });
    const csv = [COLUMNS, ...products.flatMap(lines)].join('\n');
    await new Promise((resolve, reject) =>
        app.get(Importer).parseAndImport(csv, admin, false).subscribe({
            next: state => (state.errors?.length ? reject(new Error(state.errors.join('\n'))) : 0),
            error: reject,
            complete: resolve,
        }),
    );
    await populateCollections(app, initial);
    const database = app.get(TransactionalConnection).rawConnection;
    await everyCollectionIsFilled(database, initial.collections.length);
    await database.sqljsManager.saveDatabase(file);
    process.exit(0);
}

// Collections gather their products in a job of their own.
async function everyCollectionIsFilled(database, expected) {
    for (let attempt = 0; attempt < 300; attempt++) {
        const [{ filled }] = await database.query(
            'SELECT count(DISTINCT collectionId) AS filled FROM collection_product_variants_product_variant',
        );
        if (filled >= expected) return;
        await new Promise(resolve => setTimeout(resolve, 200));
    }
    throw new Error('The collections stay empty.');
}

async function serve(port) {
    const app = await bootstrap(config(port));
    await app.get(JobQueueService).start();
}

(task === 'fill' ? fill(third) : serve(Number(third))).catch(error => {
    console.error(error);
    process.exit(1);
});
