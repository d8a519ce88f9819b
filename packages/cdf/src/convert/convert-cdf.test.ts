import { expect, test } from 'vitest';
import { convertCdf } from './convert-cdf.js';

const cdf2021 = `# The lab cluster.
# Owner: storage team

nodes:
  # left rack
  - hostname: srv-1   # under the desk
    data_iface: eth0
    m0_servers:
      - runs_confd: yes
        io_disks: {data: []}
      - io_disks:
          # bought 2020
          data:
            - /dev/sdb  # has "bad" blocks
            - "/dev/disk # 2"
          meta_data: /dev/sdc
    m0_clients:
      s3: 1     # for backups
      other: 2  # for tests
pools:
  - name: the pool   # only one
    data_units: 1
    parity_units: 0
# that is all
`;

test('comments go with their values into CDF 2022', async () => {
  expect((await convertCdf(cdf2021, 'cdf.yaml', '2022')).text).toMatchInlineSnapshot(`
    "create_aux: false
    generate_formulaic_pvers: false
    # The lab cluster.
    # Owner: storage team
    nodes:
      # left rack
      - hostname: srv-1 # under the desk
        data_iface: eth0
        m0_servers:
          - runs_confd: true
            io_disks:
              data: []
              log: []
          - io_disks:
              # bought 2020
              data:
                - {path: /dev/sdb} # has "bad" blocks
                - {path: "/dev/disk # 2"}
              log: []
              meta_data: /dev/sdc
        m0_clients:
          - {name: m0_client_s3, instances: 1} # for backups
          - {name: m0_client_other, instances: 2} # for tests
    pools:
      - name: the pool # only one
        data_units: 1
        parity_units: 0
    # that is all
    "
  `);
});

test('comments of fields that CDF 2021 does not have stay at what is around them', async () => {
  const { text, lost } = await convertCdf(
    (await convertCdf(cdf2021, 'cdf.yaml', '2022')).text.replace(
      'data_iface: eth0',
      'data_iface: eth0\n    # asked IT\n    machine_id: abc # secret',
    ),
    'cdf.yaml',
    '2021',
  );
  expect(text).toMatchInlineSnapshot(`
    "# The lab cluster.
    # Owner: storage team
    nodes:
      # asked IT
      # secret
      # left rack
      - hostname: srv-1 # under the desk
        data_iface: eth0
        m0_servers:
          - runs_confd: true
            io_disks:
              data: []
          - io_disks:
              # bought 2020
              data:
                - /dev/sdb # has "bad" blocks
                - "/dev/disk # 2"
              meta_data: /dev/sdc
        m0_clients:
          s3: 1 # for backups
          other: 2 # for tests
    pools:
      - name: the pool # only one
        data_units: 1
        parity_units: 0
    # that is all
    "
  `);
  expect(lost).toEqual(['machine_id of 1 node']);
});

test('a CDF that has the format already comes back byte for byte', async () => {
  expect((await convertCdf(cdf2021, 'cdf.yaml', '2021')).text).toBe(cdf2021);
});
